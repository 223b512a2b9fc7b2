import { AtelierError } from '../../contract/errors.ts';
import { makeFolder } from '../../store/make-folder.ts';

/** Makes the folder of a project, and those above it. Throws `invalid-input` with the system's reason where it can't be. */
export function makeProjectFolder(folder: string): void {
  try {
    makeFolder(folder);
  } catch (cause) {
    throw new AtelierError(
      'invalid-input',
      `${folder} can't be made: ${(cause as Error).message}. Choose a folder that this user may write in.`,
      { cause },
    );
  }
}
