import { realpathSync } from 'node:fs';
import { AtelierError } from '../../../../contract/errors.ts';
import type { Descriptor } from '../../descriptor.ts';
import { DirectoryDescriptor } from '../directory-descriptor.ts';
import { anchorDirectory } from './anchor-directory.ts';
import { ExactTimes } from './exact-times.ts';
import { HostDirectory } from './host-directory.ts';

/**
 * Opens a folder of the host as a preopened directory that the guest knows as `guestName`. The guest reaches what is
 * in the folder and nothing else. Throws `not-found` where there is no such folder.
 */
export function openHostFolder(hostPath: string, guestName: string): Descriptor {
  try {
    const root = new HostDirectory(anchorDirectory(realpathSync(hostPath)), new ExactTimes());
    return new DirectoryDescriptor(root, guestName);
  } catch (cause) {
    const { message } = cause as Error;
    throw new AtelierError('not-found', `the folder ${hostPath} can't be opened: ${message}`, { cause });
  }
}
