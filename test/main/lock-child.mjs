import { createInterface } from 'node:readline';

// argv: module under test, data folder. Says "ready", then obeys "lock" and "release" from standard input.
const [module, folder] = process.argv.slice(2);
const { lockDataFolder } = await import(module);
let release;
console.log('ready');
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'lock') {
    try {
      release = await lockDataFolder(folder, { deviceName: `child ${process.pid}` });
      console.log('held');
    } catch (error) {
      console.log(error.code ?? error.message);
    }
  } else {
    await release();
    console.log('released');
  }
}
