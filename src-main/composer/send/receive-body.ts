import { createWriteStream } from 'node:fs';
import { type Duplex, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { headerValue } from './header-pairs.ts';
import { RequestFailure } from './request-failure.ts';
import type { WireAnswer } from './wire-answer.ts';

const decoders: Readonly<Record<string, () => Duplex>> = {
  br: () => createBrotliDecompress(),
  deflate: () => createInflate(),
  gzip: () => createGunzip(),
  'x-gzip': () => createGunzip(),
  zstd: () => createZstdDecompress(),
};

/** How large an answer may be, in bytes: without an end, it would fill the disk. */
const largestBody = 1024 * 1024 * 1024;

/**
 * Streams the body of an answer into a file, with its Content-Encoding undone. `counted` hears how many bytes are there.
 * Throws a failure for a body that is too large, and what the socket and the decoder throw.
 */
export async function receiveBody(
  answer: WireAnswer,
  method: string,
  target: string,
  counted: (bytes: number) => void,
): Promise<void> {
  let size = 0;
  const counter = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      size += chunk.length;
      counted(size);
      if (size <= largestBody) done(null, chunk);
      else
        done(
          new RequestFailure(
            'too-large',
            `The answer is larger than ${largestBody / 1024 ** 3} GiB and was cut.`,
          ),
        );
    },
  });
  await pipeline([
    answer.body,
    ...(hasContent(answer, method) ? decodersOf(answer) : []),
    counter,
    createWriteStream(target, { mode: 0o600 }),
  ]);
}

/** Answers that describe a body without having it (RFC 9110, 6.4.1) have nothing to decode. */
function hasContent({ status, headers }: WireAnswer, method: string): boolean {
  const isEmpty = status === 204 || status === 304 || headerValue(headers, 'content-length') === '0';
  return method !== 'HEAD' && !isEmpty;
}

/** What undoes each coding, the last one first; an unknown one is left as it is. */
function decodersOf({ headers }: WireAnswer): Duplex[] {
  const codings = (headerValue(headers, 'content-encoding') ?? '')
    .split(',')
    .map((name) => name.trim().toLowerCase());
  if (codings.some((name) => !(name in decoders))) return [];
  return codings.toReversed().map((name) => decoders[name]!());
}
