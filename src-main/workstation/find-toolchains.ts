import type { ToolchainFact } from '../contract/rpc/facts.ts';
import { detectCompiler } from '../workspace/build/detect-compiler.ts';
import { functionTemplates } from '../workspace/templates/template-list.ts';

/** The compiler of every language that functions can be written in, or how to get it where it is not there. */
export function findToolchains(): Promise<ToolchainFact[]> {
  const languages = new Map(
    functionTemplates.map(({ language, languageTitle }) => [language, languageTitle] as const),
  );
  return Promise.all(
    [...languages].map(async ([language, name]) => {
      const detection = await detectCompiler(language);
      return detection.found
        ? { language, name, version: detection.version, path: detection.path, hint: null }
        : { language, name, version: null, path: null, hint: detection.hint };
    }),
  );
}
