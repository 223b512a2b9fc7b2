/** A process that puts the same objects as every other of its kind into the store of its first argument. */
import { openObjectStore } from '../../../src-main/registry/object-store.ts';

const objects = openObjectStore(process.argv[2] ?? '');
const contents = Array.from({ length: 100 }, (_, number) => Buffer.from(`${number}`.repeat(1_000)));
process.send?.(await Promise.all(contents.map(objects.put)));
process.disconnect();
