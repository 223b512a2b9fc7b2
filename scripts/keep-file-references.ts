import { existsSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import type { Plugin } from 'vite';

/** `new URL('./x', import.meta.url)`, with a constant path: how our sources name processes, threads and files. */
const reference = /new URL\(\s*'(\.[^']+)',\s*import\.meta\.url,?\s*\)/g;

interface KeepFileReferencesOptions {
  /** The folder whose modules are built, path for path. */
  readonly sources: string;
  readonly output: string;
}

/**
 * Makes `new URL('./x.ts', import.meta.url)` mean in the built output what it means in the sources, which is easy as the
 * output mirrors them path for path and as deep: a TypeScript file becomes a module of the output and ends in `.js`,
 * other files and folders inside the sources are copied, and what lies outside is where it always was.
 */
export function keepFileReferences({ sources, output }: KeepFileReferencesOptions): Plugin {
  const copied = new Set<string>();
  return {
    name: 'keep-file-references',
    // Before the compiler, which writes things in its own way.
    enforce: 'pre',
    transform(code, id) {
      if (!id.startsWith(sources)) return null;
      const changed = code.replace(reference, (whole, path: string) => {
        const target = join(dirname(id), path);
        if (!target.startsWith(sources) || !existsSync(target)) return whole;
        if (!target.endsWith('.ts')) {
          copied.add(target);
          return whole;
        }
        this.emitFile({ type: 'chunk', id: target });
        return whole.replace(path, path.replace(/\.ts$/, '.js'));
      });
      return changed === code ? null : { code: changed, map: null };
    },
    async writeBundle() {
      for (const path of copied) await cp(path, join(output, relative(sources, path)), { recursive: true });
    },
  };
}
