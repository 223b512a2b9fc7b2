/** A file or folder of an open project; the project's own folder has the empty path. */
export interface ProjectFile {
  readonly kind: 'file' | 'folder';
  readonly projectId: string;
  readonly path: string;
}

/** The id of a file's row. */
export function fileRowId(projectId: string, path: string): string {
  return `file:${projectId}:${path}`;
}

/** The id of a folder's row; also names what has to be read when it is open. */
export function folderRowId(projectId: string, path: string): string {
  return `folder:${projectId}:${path}`;
}

/** The id of the row of a file or folder. */
export function rowOfFile({ kind, projectId, path }: ProjectFile): string {
  return kind === 'file' ? fileRowId(projectId, path) : folderRowId(projectId, path);
}

/** The file or folder that a row stands for; undefined for every other row. */
export function fileOfRow(id: string): ProjectFile | undefined {
  const [, kind, projectId, path] = /^(file|folder):([^:]+):(.*)$/s.exec(id) ?? [];
  if (projectId === undefined || path === undefined) return undefined;
  return { kind: kind === 'file' ? 'file' : 'folder', projectId, path };
}

/** The folder that something lies in; empty for the project's own. */
export function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

/** The last part of a path. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A path in a folder; an empty folder is the project's own. */
export function pathIn(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}
