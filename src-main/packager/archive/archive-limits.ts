import { describeSize } from '../../contract/describe-size.ts';
import { AtelierError } from '../../contract/errors.ts';

/** What an archive of a project may hold. */
export interface ArchiveLimits {
  /** Bytes of all files together, unpacked. */
  readonly bytes: number;
  /** Files and folders. */
  readonly entries: number;
}

/** Room for a project with the packages it comes with, and none for a small file that unpacks without end. */
export const archiveLimits: ArchiveLimits = { bytes: 256 * 1024 ** 2, entries: 20_000 };

/** The `too-large` error of an archive over one of its limits. */
export function archiveTooLarge(limit: keyof ArchiveLimits, value: number): AtelierError {
  const most = limit === 'bytes' ? `${describeSize(value)} unpacked` : `${value} files and folders`;
  return new AtelierError(
    'too-large',
    `The archive is too large: it may hold ${most}. Leave out what the build does not need, such as build results.`,
    { details: { limit, value } },
  );
}

/** The `invalid-input` error of an archive that can't be read; the reason is a clause without a full stop. */
export function unreadableArchive(reason: string, cause?: unknown): AtelierError {
  return new AtelierError('invalid-input', `The archive can't be unpacked: ${reason}.`, { cause });
}
