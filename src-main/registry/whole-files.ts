import { write, writeSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { promisify } from 'node:util';

const writePart = promisify(write);

/** Writes all of the bytes to an open file. */
export async function writeWhole(file: number, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.byteLength; )
    written += (await writePart(file, bytes, written)).bytesWritten;
}

/** The same in this thread: where it has nothing else to do, that takes half the time. */
export function writeWholeSync(file: number, bytes: Uint8Array): void {
  for (let written = 0; written < bytes.byteLength; ) written += writeSync(file, bytes, written);
}

/** Reads all of a file at once, where `readFile` makes a call of the system for every half megabyte. */
export async function readWhole(path: string): Promise<Buffer<ArrayBuffer>> {
  const file = await open(path, 'r');
  try {
    const bytes = Buffer.allocUnsafeSlow((await file.stat()).size);
    let read = 0;
    while (read < bytes.byteLength) {
      const { bytesRead } = await file.read(bytes, read);
      if (bytesRead === 0) break;
      read += bytesRead;
    }
    return bytes.subarray(0, read);
  } finally {
    await file.close();
  }
}
