// node --import: from here on the module "electron" is the stand-in.
import { register } from 'node:module';

register('./resolve.mjs', import.meta.url);
