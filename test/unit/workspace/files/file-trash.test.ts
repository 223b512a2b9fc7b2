import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { restoreProjectFile, trashProjectFile } from '../../../../src-main/workspace/files/file-trash.ts';
import { refusal } from '../../../support/control-plane.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const monday = new Date('2026-03-02T10:00:00Z');
const daysLater = (days: number) => new Date(monday.getTime() + days * 24 * 3_600_000);

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  mkdirSync(join(folder, 'lib/deep'), { recursive: true });
  writeFileSync(join(folder, 'lib/deep/a.js'), 'mine');
});

describe('the trash of a project', () => {
  it('takes a folder with all that is in it, and gives it back where it was', async () => {
    const token = await trashProjectFile(folder, 'lib/deep', monday);
    expect(existsSync(join(folder, 'lib/deep'))).toBe(false);
    expect(readFileSync(join(folder, '.atelier/.gitignore'), 'utf8')).toBe('*\n');
    expect(await restoreProjectFile(folder, token)).toBe('lib/deep');
    expect(readFileSync(join(folder, 'lib/deep/a.js'), 'utf8')).toBe('mine');
    expect((await refusal(() => restoreProjectFile(folder, token))).code).toBe('gone');
  });

  it('gives nothing back over what has the name by now, and keeps it', async () => {
    const token = await trashProjectFile(folder, 'lib/deep/a.js', monday);
    writeFileSync(join(folder, 'lib/deep/a.js'), 'other');
    expect((await refusal(() => restoreProjectFile(folder, token))).code).toBe('conflict');
    expect(readFileSync(join(folder, 'lib/deep/a.js'), 'utf8')).toBe('other');
    await trashProjectFile(folder, 'lib/deep/a.js', monday);
    await restoreProjectFile(folder, token);
    expect(readFileSync(join(folder, 'lib/deep/a.js'), 'utf8')).toBe('mine');
  });

  it('forgets after a week', async () => {
    const token = await trashProjectFile(folder, 'lib/deep/a.js', monday);
    await trashProjectFile(folder, 'lib/deep', daysLater(6));
    expect(readdirSync(join(folder, '.atelier/trash'))).toHaveLength(2);
    await trashProjectFile(folder, 'lib', daysLater(8));
    expect((await refusal(() => restoreProjectFile(folder, token))).code).toBe('gone');
  });

  it('takes neither the project itself nor what is not there, and knows its own tokens', async () => {
    expect((await refusal(() => trashProjectFile(folder, '', monday))).code).toBe('forbidden');
    expect((await refusal(() => trashProjectFile(folder, 'gone', monday))).code).toBe('not-found');
    expect((await refusal(() => restoreProjectFile(folder, '../../lib'))).code).toBe('gone');
  });
});
