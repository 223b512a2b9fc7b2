import { AtelierError } from '../../contract/errors.ts';

/** What systems call it when somebody may not write. */
const accessCodes: readonly unknown[] = ['EACCES', 'EPERM', 'EROFS'];

/**
 * Changes something at a path. Throws `forbidden`, with where to look, where the system does not allow it: that is the
 * user's to mend and no fault of ours.
 */
export async function changing<Result>(path: string, change: () => Promise<Result>): Promise<Result> {
  try {
    return await change();
  } catch (cause) {
    if (!(cause instanceof Error && 'code' in cause && accessCodes.includes(cause.code))) throw cause;
    throw new AtelierError(
      'forbidden',
      `The system does not allow to change ${path}: look who owns it and its folder, and whether they are read-only.`,
      { cause },
    );
  }
}
