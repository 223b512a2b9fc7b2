import { right } from '../descriptor.ts';

/** Every right that preview 1 knows. */
export const allRights = Object.values(right).reduce((rights, one) => rights | one, 0n);

/** The rights that mean something for a file. */
export const fileRights =
  right.fdDatasync |
  right.fdRead |
  right.fdSeek |
  right.fdFdstatSetFlags |
  right.fdSync |
  right.fdTell |
  right.fdWrite |
  right.fdAdvise |
  right.fdAllocate |
  right.fdFilestatGet |
  right.fdFilestatSetSize |
  right.fdFilestatSetTimes |
  right.pollFdReadwrite;

/** The rights that mean something for a directory. */
export const directoryRights =
  right.fdFdstatSetFlags |
  right.fdSync |
  right.fdAdvise |
  right.pathCreateDirectory |
  right.pathCreateFile |
  right.pathLinkSource |
  right.pathLinkTarget |
  right.pathOpen |
  right.fdReaddir |
  right.pathReadlink |
  right.pathRenameSource |
  right.pathRenameTarget |
  right.pathFilestatGet |
  right.pathFilestatSetSize |
  right.pathFilestatSetTimes |
  right.fdFilestatGet |
  right.fdFilestatSetTimes |
  right.pathSymlink |
  right.pathRemoveDirectory |
  right.pathUnlinkFile |
  right.pollFdReadwrite;

/** The rights that only a file opened for writing can serve. */
export const writingRights = right.fdWrite | right.fdDatasync | right.fdAllocate | right.fdFilestatSetSize;
