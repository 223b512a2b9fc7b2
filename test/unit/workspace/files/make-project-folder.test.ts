import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { makeProjectFolder } from '../../../../src-main/workspace/files/make-project-folder.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

it('makes a folder with those above it, and leaves one alone that is there', () => {
  const folder = join(temporaryFolder(), 'deep', 'down', 'project');
  makeProjectFolder(folder);
  makeProjectFolder(folder);
  expect(statSync(folder).isDirectory()).toBe(true);
});

it('says why a folder cannot be made, and what to do', () => {
  const file = join(temporaryFolder(), 'notes.txt');
  writeFileSync(file, 'not a folder');
  for (const folder of [file, join(file, 'project')])
    expect(() => makeProjectFolder(folder)).toThrow(
      expect.objectContaining({
        code: 'invalid-input',
        message: expect.stringMatching(/can't be made: E.*Choose a folder/),
      }),
    );
});

it.runIf(process.platform === 'linux')('refuses where the system makes no folders', () => {
  expect(() => makeProjectFolder('/proc/atelier/project')).toThrow(
    /\/proc\/atelier\/project can't be made: ENOENT/,
  );
});
