import { readFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { AtelierError } from '../../contract/errors.ts';
import { type Platform, platformCodes, platformOfFile } from '../../contract/platform-code.ts';
import type { SourceFile } from '../../remote/deploy-source.ts';

/** WebAssembly core specification, 5.5.16: every binary module begins with these bytes. */
const wasmMagic = [0x00, 0x61, 0x73, 0x6d];

/**
 * What WebAssembly is sent as where nobody says what it was compiled from. The platform recognises it by its content
 * and compiles nothing, so any platform would do.
 */
const platformOfWasm: Platform = 'RUST';

/** The platform that a code or alias of the command line stands for. Throws `usage`. */
export function parsePlatformCode(code: string): Platform {
  const platform = platformOfCode(code);
  if (platform !== undefined) return platform;
  throw new AtelierError(
    'usage',
    `"${code}" is not a platform code: there are ${Object.keys(platformCodes).join(', ')}.`,
  );
}

/** The same, undefined where the text is no platform code. */
export function platformOfCode(code: string): Platform | undefined {
  const known = code.toLowerCase();
  return Object.hasOwn(platformCodes, known) ? platformCodes[known] : undefined;
}

/**
 * Reads a file to deploy and tells what it is: by the platform that was named, otherwise by its content and its
 * extension. Throws `usage` where it can't be read or told.
 */
export async function readSourceFile(path: string, named: Platform | undefined): Promise<SourceFile> {
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) => {
    throw new AtelierError('usage', unreadable(path, cause), { cause });
  });
  const name = basename(path);
  const isWasm = wasmMagic.every((byte, index) => bytes[index] === byte);
  if (!isWasm && extname(name).toLowerCase() === '.wasm')
    throw new AtelierError('usage', `${path} is not WebAssembly: it does not begin with the bytes "\\0asm".`);
  const platform = named ?? platformOfFile(name) ?? (isWasm ? platformOfWasm : undefined);
  if (platform === undefined)
    throw new AtelierError(
      'usage',
      `What ${path} is written in can't be told: its name should end in .js, .mjs, .ts (AssemblyScript), .rs, .go or .wasm, or a platform code should follow it (${Object.keys(platformCodes).join(', ')}).`,
    );
  return { name, bytes, platform, isWasm };
}

function unreadable(path: string, cause: NodeJS.ErrnoException): string {
  if (cause.code === 'ENOENT') return `There is no file ${path}.`;
  if (cause.code === 'EISDIR') return `${path} is a folder, and one file is deployed.`;
  return `${path} can't be read: ${cause.message}`;
}
