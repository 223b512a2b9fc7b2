import type { BigIntStats } from 'node:fs';
import { type FileStat, type FileType, fileType } from '../../descriptor.ts';

/** What `node:fs` knows of a file, as WASI says it. */
export function hostStat(stats: BigIntStats): FileStat {
  return {
    device: BigInt.asUintN(64, stats.dev),
    inode: BigInt.asUintN(64, stats.ino),
    fileType: hostFileType(stats),
    linkCount: stats.nlink,
    size: stats.size,
    accessTime: stats.atimeNs,
    modificationTime: stats.mtimeNs,
    changeTime: stats.ctimeNs,
  };
}

function hostFileType(stats: BigIntStats): FileType {
  if (stats.isFile()) return fileType.regularFile;
  if (stats.isDirectory()) return fileType.directory;
  if (stats.isSymbolicLink()) return fileType.symbolicLink;
  if (stats.isCharacterDevice()) return fileType.characterDevice;
  if (stats.isBlockDevice()) return fileType.blockDevice;
  if (stats.isSocket()) return fileType.socketStream;
  return fileType.unknown;
}
