import { spawnSync } from 'node:child_process';
import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  findRunningPlatform,
  platformFile,
  writeReadyFile,
} from '../../../src-main/home/running-platform.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';
import { readySample } from '../headless/ready-sample.ts';

describe('findRunningPlatform', () => {
  it('reads what a living platform wrote', async () => {
    const home = temporaryFolder();
    await writeReadyFile(platformFile(home), readySample);
    expect(await findRunningPlatform(home)).toEqual(readySample);
  });

  it('says how to start one where none was ever started', async () => {
    await expect(findRunningPlatform(temporaryFolder())).rejects.toThrow(
      /No platform is running.*atelier serve/,
    );
  });

  it('is not led astray by what a dead one left behind', async () => {
    const home = temporaryFolder();
    const { pid } = spawnSync(process.execPath, ['--version']);
    await writeReadyFile(platformFile(home), { ...readySample, pid });
    await expect(findRunningPlatform(home)).rejects.toThrow(/No platform is running/);
  });

  it.each(['', '{', '{"apiUrl": 1}'])('takes the damaged file %j for none', async (content) => {
    const home = temporaryFolder();
    writeFileSync(platformFile(home), content);
    await expect(findRunningPlatform(home)).rejects.toThrow(/No platform is running/);
  });
});

describe('writeReadyFile', () => {
  it('replaces what was there, whole and for its owner alone', async () => {
    const home = temporaryFolder();
    writeFileSync(platformFile(home), 'older', { mode: 0o644 });
    await writeReadyFile(platformFile(home), readySample);
    expect(statSync(platformFile(home)).mode & 0o777).toBe(0o600);
    expect(readdirSync(home)).toEqual(['platform.json']);
  });

  it('names the file that can not be written', async () => {
    const file = `${temporaryFolder()}/none/ready.json`;
    await expect(writeReadyFile(file, readySample)).rejects.toThrow(/none\/ready\.json/);
  });
});
