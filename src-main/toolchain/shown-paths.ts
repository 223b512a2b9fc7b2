import type { BuildInput } from './toolchain.ts';

/** Makes a compiler's text one of its author's files: what a build has in folders of its own goes by its name. */
export function shownPaths(
  sources: string,
  { folder }: Pick<BuildInput, 'folder'>,
): (text: string) => string {
  // An archive is unpacked in there, a folder of one's own is elsewhere.
  const own = sources.startsWith(folder) ? [sources, folder] : [folder];
  return (text) => own.reduce((shown, path) => shown.replaceAll(`${path}/`, '').replaceAll(path, '.'), text);
}
