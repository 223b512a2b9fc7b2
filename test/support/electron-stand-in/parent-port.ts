/** Entry of a utility process: gives it its parent port in place of Node's channel, and then runs its module. */
import { EventEmitter } from 'node:events';
import { pathToFileURL } from 'node:url';

const send = process.send!.bind(process);
Reflect.deleteProperty(process, 'send');
// Without the app there is no utility process.
process.on('disconnect', () => process.exit(1));

const entry = process.argv[2]!;
process.argv.splice(1, 2, entry);
const parentPort = Object.assign(new EventEmitter(), {
  postMessage: (message: unknown) => send(message as object, undefined, undefined, () => {}),
});
const early: unknown[] = [];
const keep = (data: unknown) => early.push(data);
process.on('message', keep);
Object.assign(process, { parentPort });
await import(pathToFileURL(entry).href);
process.off('message', keep);
process.on('message', (data) => parentPort.emit('message', { data, ports: [] }));
for (const data of early) parentPort.emit('message', { data, ports: [] });
