/** The screen's address of a file of a project; names may have any character that a file system takes. */
export function fileAddress(projectId: string, path: string): string {
  return `/file/${projectId}/${path.split('/').map(encodeURIComponent).join('/')}`;
}

/** The file that an address shows; undefined for every other page. */
export function fileAtAddress(pathname: string): { projectId: string; path: string } | undefined {
  const [, projectId, path] = /^\/file\/([^/]+)\/(.+)$/.exec(pathname) ?? [];
  if (projectId === undefined || path === undefined) return undefined;
  return { projectId, path: path.split('/').map(decodeURIComponent).join('/') };
}
