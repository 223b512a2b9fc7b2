import { type CompileInput, compileFailed } from './toolchain.ts';

/** The text of a source. Throws `compile-failed` for one that is not UTF-8. */
export function decodeSource({ source, fileName }: Pick<CompileInput, 'source' | 'fileName'>): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(source);
  } catch {
    throw compileFailed(`${fileName} is not UTF-8 text. Save the source as UTF-8.`, []);
  }
}
