import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { findPrograms, rememberByFile } from '../../../src-main/toolchain/find-program.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

afterEach(() => void vi.unstubAllEnvs());

function writeProgram(folder: string, mode = 0o755): string {
  const path = join(folder, process.platform === 'win32' ? 'tool.exe' : 'tool');
  writeFileSync(path, '', { mode });
  return path;
}

describe('findPrograms', () => {
  it('looks into PATH first, and then where it is told', async () => {
    const [first, second, other] = [temporaryFolder(), temporaryFolder(), temporaryFolder()];
    vi.stubEnv('PATH', [first, second].join(process.platform === 'win32' ? ';' : ':'));
    const paths = [second, other].map((folder) => writeProgram(folder));
    expect(await findPrograms('tool', [other, second])).toEqual(paths);
  });

  it.skipIf(process.platform === 'win32')('takes nothing that can’t be run', async () => {
    const folder = temporaryFolder();
    vi.stubEnv('PATH', folder);
    writeProgram(folder, 0o644);
    expect(await findPrograms('tool')).toEqual([]);
  });
});

describe('rememberByFile', () => {
  it('asks once, and again when the file has changed', async () => {
    const path = writeProgram(temporaryFolder());
    let asked = 0;
    const question = rememberByFile(async () => ++asked);
    expect([await question(path), await question(path)]).toEqual([1, 1]);
    utimesSync(path, 1, 1);
    expect(await question(path)).toBe(2);
  });
});
