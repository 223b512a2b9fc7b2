import type { FileContent, FileEntry } from '../contract/rpc/projects.ts';

/**
 * The files of the projects that are open, by paths relative to their project with `/`, which never lead out of it.
 * What is written is written whole or not at all; `conflict` where it is not the version that was read.
 */
export interface ProjectFiles {
  /** Files whose path has that text in it, the best matches first. */
  find(projectId: string, text: string, limit: number): Promise<FileEntry[]>;
  read(projectId: string, path: string): Promise<FileContent>;
  write(
    projectId: string,
    path: string,
    content: { readonly text: string; readonly version: string | null },
  ): Promise<FileContent>;
}
