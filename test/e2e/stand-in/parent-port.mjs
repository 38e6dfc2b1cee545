// node --import: what a utility process of Electron has, over Node's own channel. It ends with its parent.
import { EventEmitter } from 'node:events';

process.parentPort = new EventEmitter();
process.on('message', data => process.parentPort.emit('message', { data }));
process.on('disconnect', () => process.exit(0));
