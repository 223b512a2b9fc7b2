/** A process that puts objects into the store of its first argument until it is killed, and reports each digest. */
import { randomBytes, randomInt } from 'node:crypto';
import { openObjectStore } from '../../../src-main/registry/object-store.ts';

const objects = openObjectStore(process.argv[2] ?? '');

async function putForEver(): Promise<never> {
  for (;;) {
    const bytes = randomBytes(randomInt(200_000));
    process.send?.(await objects.put(bytes));
    const { digest, durable } = await objects.writeStream(inPieces(bytes), { bytes: 400_000 });
    await durable;
    process.send?.(digest);
  }
}

/** The same bytes twice, as small pieces. */
async function* inPieces(bytes: Buffer) {
  for (let at = 0; at < 2 * bytes.length; at += 10_000)
    yield Buffer.concat([bytes, bytes]).subarray(at, at + 10_000);
}

await Promise.all([putForEver(), putForEver(), putForEver()]);
