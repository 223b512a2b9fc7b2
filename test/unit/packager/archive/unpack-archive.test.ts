import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { unpackArchive } from '../../../../src-main/packager/archive/unpack-archive.ts';
import { refusal } from '../../../support/control-plane.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const limits = { bytes: 10_000, entries: 3 };

function zip(files: Readonly<Record<string, string>>): Uint8Array {
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])));
}

describe('unpackArchive', () => {
  it('writes the files, and gives the folder that all of them are in', async () => {
    const folder = temporaryFolder();
    const project = await unpackArchive(zip({ 'a/b/c.js': 'c', 'a/d.js': 'd', 'a/__MACOSX': 'x' }), folder);
    expect(relative(folder, project)).toBe('a');
    expect(readFileSync(join(project, 'b/c.js'), 'utf8')).toBe('c');
    expect(await unpackArchive(zip({ 'a/b.js': '', 'c.js': '' }), folder)).toBe(folder);
  });

  it('leaves out what systems put beside the files', async () => {
    const folder = temporaryFolder();
    const project = await unpackArchive(
      zip({ 'a/b.js': '', '__MACOSX/a/b.js': '', '.DS_Store': '' }),
      folder,
    );
    expect(basename(project)).toBe('a');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it.each([
    ['files', { a: '', b: '', c: '', d: '' }, 'entries'],
    ['bytes', { a: 'x'.repeat(6_000), b: 'x'.repeat(6_000) }, 'bytes'],
  ])('refuses too many %s', async (_what, files, limit) => {
    const folder = temporaryFolder();
    const error = await refusal(() => unpackArchive(zip(files), folder, limits));
    expect(error).toMatchObject({ code: 'too-large', details: { limit } });
    expect(readdirSync(folder)).toEqual([]);
  });

  it('gives a member no more room than it announces', async () => {
    const bytes = zip({ a: 'x'.repeat(9_000) });
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const directory = Buffer.from(bytes).indexOf('PK\x01\x02');
    view.setUint32(directory + 24, 10, true);
    const folder = temporaryFolder();
    await unpackArchive(bytes, folder, limits).catch(() => {});
    for (const name of readdirSync(folder)) expect(readFileSync(join(folder, name)).length).toBe(10);
  });

  it('writes nothing outside the folder, whatever members are called', async () => {
    const part = fc.constantFrom('..', '.', '', 'a', '\\', 'C:', '~', 'x/../..');
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 6 }), async (parts) => {
        const around = temporaryFolder();
        const folder = join(around, 'deep/inside');
        await unpackArchive(zip({ [`${parts.join('/')}/file`]: 'content' }), folder).catch(() => {});
        const written = readdirSync(around, { recursive: true, withFileTypes: true }).filter((entry) =>
          entry.isFile(),
        );
        for (const { parentPath } of written) expect(relative(folder, parentPath)).not.toMatch(/^\.\./);
      }),
      { numRuns: 50 },
    );
  });
});
