import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { recogniseContent } from '../../../src-main/registry/recognise-content.ts';

const tarHeader = Buffer.alloc(512);
tarHeader.write('main.rs', 0);
tarHeader.write('ustar\u000000', 257);

it.each([
  ['a module', Buffer.from('\0asm\x01\0\0\0'), 'wasm'],
  ['a component', Buffer.from('\0asm\x0d\0\x01\0'), 'wasm'],
  ['a module that is cut off after its magic', Buffer.from('\0asm'), 'wasm'],
  ['a tar', tarHeader, 'archive'],
  ['a gzip', gzipSync('main.rs'), 'archive'],
  ['a zip', Buffer.from('PK\x03\x04\x14\0'), 'archive'],
  ['an empty zip', Buffer.from('PK\x05\x06\0\0'), 'archive'],
  ['a 7-Zip', Buffer.from('7z\xbc\xaf\x27\x1c\0\x04', 'latin1'), 'archive'],
  ['a bzip2', Buffer.from('BZh91AY&SY', 'latin1'), 'archive'],
  ['source that begins like a bzip2', Buffer.from('BZh9 = 1'), 'source'],
  ['source', Buffer.from('fn main() {}'), 'source'],
  ['source that speaks of wasm', Buffer.from('// \0asm'), 'source'],
  ['source in UTF-8', Buffer.from('const grüße = "hé";'), 'source'],
  ['nothing', Buffer.alloc(0), 'source'],
])('recognises %s', (_, bytes, content) => {
  expect(recogniseContent(bytes)).toBe(content);
});
