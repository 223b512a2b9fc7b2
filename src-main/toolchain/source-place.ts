import { stat } from 'node:fs/promises';
import { basename, dirname, relative } from 'node:path';
import type { BuildInput } from './toolchain.ts';

/** A source file or project, and where its compiler runs. */
export interface SourcePlace {
  readonly isProject: boolean;
  /** The project, or the folder that the file is in. */
  readonly folder: string;
  /** The file's name; `.` for a project. */
  readonly name: string;
}

/** Looks at a source. */
export async function placeOfSource(path: string): Promise<SourcePlace> {
  return (await stat(path)).isDirectory()
    ? { isProject: true, folder: path, name: '.' }
    : { isProject: false, folder: dirname(path), name: basename(path) };
}

/** What debug information calls the source's folder: its way from the root, empty where it is the root. */
export function folderInRoot({ folder }: SourcePlace, { root = folder }: BuildInput): string {
  return relative(root, folder).replaceAll('\\', '/');
}
