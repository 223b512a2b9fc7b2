import type { TransformFailure } from 'esbuild';
import { appendSourceMap } from '../contract/source-map.ts';
import { withoutContents } from './bundle-modules.ts';
import { bundlerFailed } from './bundler-complaints.ts';

/** JavaScript of one text of TypeScript, with its source map behind it. Throws `compile-failed` with every complaint. */
export async function stripTypes(source: string, fileName: string): Promise<string> {
  const { transform } = await import('esbuild');
  try {
    const { code, map } = await transform(source, {
      loader: 'ts',
      sourcefile: fileName,
      sourcemap: 'external',
      sourcesContent: false,
      target: 'es2023',
      charset: 'utf8',
      logLevel: 'silent',
      // An import that is not used runs what it imports all the same: nothing but types goes.
      tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
    });
    return appendSourceMap(code, withoutContents(map));
  } catch (error) {
    throw await bundlerFailed(error as TransformFailure);
  }
}
