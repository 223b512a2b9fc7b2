import { onTestFinished } from 'vitest';
import type { Descriptor } from '../../../../../src-main/worker/wasi/descriptor.ts';
import { openHostFolder } from '../../../../../src-main/worker/wasi/filesystem/host/open-host-folder.ts';
import { createTemporaryDirectory } from '../../../../../src-main/worker/wasi/filesystem/temporary-directory.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';

/** Every file system goes through the same tests: what a guest sees must not depend on where its files are. */
export const fileSystems: [name: string, open: () => Descriptor][] = [
  ['in memory', () => createTemporaryDirectory()],
  [
    'of the host',
    () => {
      const folder = openHostFolder(temporaryFolder(), '/tmp');
      onTestFinished(() => void folder.close());
      return folder;
    },
  ],
];
