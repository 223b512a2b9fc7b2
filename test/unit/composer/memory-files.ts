import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { ProjectFiles } from '../../../src-main/composer/project-files.ts';
import { AtelierError } from '../../../src-main/contract/errors.ts';

/** The files of one project, in memory. */
export function memoryFiles(
  texts: Record<string, string>,
): ProjectFiles & { readonly texts: Record<string, string> } {
  const contentOf = (path: string) => {
    const text = texts[path];
    if (text === undefined) throw new AtelierError('not-found', `There is no ${path}.`);
    return { path, text, size: text.length, version: createHash('sha256').update(text).digest('hex') };
  };
  return {
    texts,
    find: async (_projectId, text) =>
      Object.keys(texts)
        .filter((path) => path.includes(text))
        .map((path) => ({ path, name: basename(path), kind: 'file', size: 0 })),
    read: async (_projectId, path) => contentOf(path),
    write: async (_projectId, path, { text, version }) => {
      const current = path in texts ? contentOf(path).version : null;
      if (current !== version) throw new AtelierError('conflict', `${path} was changed.`);
      texts[path] = text;
      return contentOf(path);
    },
  };
}
