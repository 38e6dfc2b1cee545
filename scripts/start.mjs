// npm start: set-up, build, then the demo with the sample shop and the sample ERP.
import { runHeadless } from './run.mjs';

await runHeadless('demo', process.argv.slice(2));
