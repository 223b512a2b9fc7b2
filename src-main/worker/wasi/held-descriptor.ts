import type { WasiContext } from './context.ts';
import { type Descriptor, fileType } from './descriptor.ts';
import { type Errno, errno } from './errno.ts';

/** The descriptor of a number, `ebadf` where nothing is open, `enotcapable` where it lacks one of the rights. */
export function heldDescriptor(context: WasiContext, fd: number, rights: bigint): Descriptor | Errno {
  const descriptor = context.session.descriptors.get(fd);
  if (descriptor === undefined) return errno.badf;
  return (descriptor.rightsBase & rights) === rights ? descriptor : errno.notcapable;
}

/** The same for a directory that a path starts from; `enotdir` where it is something else. */
export function heldDirectory(context: WasiContext, fd: number, rights: bigint): Descriptor | Errno {
  const descriptor = context.session.descriptors.get(fd);
  if (descriptor !== undefined && descriptor.fileType !== fileType.directory) return errno.notdir;
  return heldDescriptor(context, fd, rights);
}
