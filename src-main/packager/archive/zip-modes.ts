import { unreadableArchive } from './archive-limits.ts';

const signatures = { member: 0x02014b50, end: 0x06054b50 };
const sizes = { member: 46, end: 22, comment: 65_535 };
const encryptedFlag = 1;
/** The bits of a Unix mode that tell files, folders, links and devices apart. */
const typeMask = 0o170_000;
/** Of files, of folders, and of systems that record no mode. */
const plainTypes: ReadonlySet<number> = new Set([0o100_000, 0o040_000, 0]);

/**
 * What kind each member of a zip is, in the order of its central directory (APPNOTE 4.3.12), where Unix systems record
 * links. Throws `invalid-input` where there is no directory, or a member is encrypted.
 */
export function readZipModes(bytes: Uint8Array): ('plain' | 'other')[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findEnd(view);
  const modes: ('plain' | 'other')[] = [];
  let position = view.getUint32(end + 16, true);
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (position + sizes.member > bytes.length || view.getUint32(position, true) !== signatures.member)
      throw unreadableArchive('its directory is damaged');
    if (view.getUint16(position + 8, true) & encryptedFlag) throw unreadableArchive('it is encrypted');
    const type = (view.getUint32(position + 38, true) >>> 16) & typeMask;
    modes.push(plainTypes.has(type) ? 'plain' : 'other');
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(position + field, true));
    position += sizes.member + name! + extra! + comment!;
  }
  return modes;
}

/** The end of a zip is at its end, but for a comment of any length. */
function findEnd(view: DataView): number {
  const last = view.byteLength - sizes.end;
  for (let position = last; position >= Math.max(0, last - sizes.comment); position -= 1)
    if (view.getUint32(position, true) === signatures.end) return position;
  throw unreadableArchive('it is no zip, or cut short');
}
