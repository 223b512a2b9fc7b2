import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RequestBody } from '../../contract/rpc/requests.ts';
import { boundaryOf } from '../content-type.ts';
import { writeForm } from '../form-text.ts';
import { includedFile } from '../included-file.ts';
import { chooseBoundary, headOfPart } from '../multipart-text.ts';
import { RequestFailure } from './request-failure.ts';

/** Where a body goes, and where what it refers to is. */
interface BodyPlaces {
  readonly target: string;
  /** The folder that paths in it are relative to. */
  readonly folder: string;
}

/**
 * Writes the bytes of a resolved body into a file, so that what is sent is what the history keeps, and can be sent again
 * to where a redirect leads. Gives its size in bytes. Throws a failure for a file that can't be read.
 */
export async function writeBody(
  body: RequestBody,
  boundary: string,
  { target, folder }: BodyPlaces,
  signal: AbortSignal,
): Promise<number> {
  const source = Readable.from(piecesOf(body, boundary, folder), { objectMode: false });
  await pipeline(source, createWriteStream(target, { mode: 0o600 }), { signal });
  return (await stat(target)).size;
}

/** The boundary of a multipart body: what its header says, where its parts leave that free. */
export function boundaryFor(body: RequestBody, contentType: string | null): string {
  const stated = boundaryOf(contentType);
  return stated ?? chooseBoundary(body.kind === 'multipart' ? body.parts : []);
}

async function* piecesOf(body: RequestBody, boundary: string, folder: string): AsyncGenerator<Uint8Array> {
  switch (body.kind) {
    case 'none':
      return;
    case 'text':
      yield* boundaryOf(body.contentType) === null
        ? [Buffer.from(body.text)]
        : piecesOfRawMultipart(body.text, folder);
      return;
    case 'form':
      yield Buffer.from(writeForm(body.rows));
      return;
    case 'multipart':
      for (const part of body.parts) {
        yield Buffer.from(`--${boundary}\r\n${headOfPart(part).join('\r\n')}\r\n\r\n`);
        if (part.file === null) yield Buffer.from(part.value);
        else yield* readPieces(part.file, folder);
        yield Buffer.from('\r\n');
      }
      yield Buffer.from(`--${boundary}--\r\n`);
      return;
    case 'file':
      yield* readPieces(body.path, folder);
  }
}

/** A multipart body that was written by hand: lines `< path` stand for files, and lines end as MIME wants it. */
async function* piecesOfRawMultipart(text: string, folder: string): AsyncGenerator<Uint8Array> {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  for (const line of lines) {
    const path = includedFile(line);
    if (path === null) yield Buffer.from(line);
    else yield* readPieces(path, folder);
    yield Buffer.from('\r\n');
  }
}

async function* readPieces(path: string, folder: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(resolve(folder, path));
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : message;
    throw new RequestFailure(
      'body-file',
      `The body's file ${path} can't be read: ${reason}.`,
      `Paths are relative to ${folder}.`,
      cause,
    );
  }
}
