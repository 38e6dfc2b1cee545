// node --import: from here on the modules "electron" and "electron-updater" are stand-ins.
import { register } from 'node:module';

register('./resolve.mjs', import.meta.url);
// Of an installation only.
if (process.env.STAND_IN_RESOURCES) process.resourcesPath = process.env.STAND_IN_RESOURCES;
