// npm start: set-up, build, then the agent with its page, on the sample shop until a real one is connected.
import { runHeadless } from './run.mjs';

await runHeadless('start', process.argv.slice(2));
