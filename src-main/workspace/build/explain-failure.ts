import type { Deployment } from '../../contract/deployment.ts';
import { beginsWith, type Diagnostic, placeOfDiagnostic } from '../../contract/diagnostic.ts';
import type { BuiltFunction } from './built-function.ts';

/** How compilers and stacks name a place in what was uploaded: `function.js:3:10`, `function.ts(3,10)`. */
const place = /\bfunction\.\w+(?::(\d+):(\d+)|\((\d+),(\d+)\))/g;
const uploadedFile = /^function\.\w+$/;

type Failure = Pick<Deployment, 'errorReason' | 'diagnostics'>;
type Built = Pick<BuiltFunction, 'locate' | 'upload'>;

/**
 * A deployment whose failure is told in terms of the workspace's files. The first line of its reason begins with the
 * first place there is, as every compiler's does that editors understand.
 */
export function explainFailure<Failed extends Failure>(deployment: Failed, built: Built): Failed {
  // Another cloud than ours has no diagnostics.
  const diagnostics = (deployment.diagnostics ?? []).map((each) => explainDiagnostic(each, built));
  const { errorReason } = deployment;
  if (errorReason === null) return { ...deployment, diagnostics };
  return { ...deployment, diagnostics, errorReason: explainReason(errorReason, diagnostics, built) };
}

function explainDiagnostic(diagnostic: Diagnostic, built: Built): Diagnostic {
  const { file, line, column } = diagnostic;
  if (file === null || line === null || !uploadedFile.test(file)) return diagnostic;
  const found = built.locate({ file: built.upload.name, line, column: column ?? 1 });
  return { ...diagnostic, ...found, text: inWorkspace(diagnostic.text, built) };
}

function explainReason(reason: string, [first]: readonly Diagnostic[], built: Built): string {
  const places: string[] = [];
  const text = inWorkspace(reason, built, (found) => places.push(found));
  if (first !== undefined)
    return first.line === null || beginsWith(text, first) ? text : `${placeOfDiagnostic(first)}: ${text}`;
  const [begin] = places;
  return begin === undefined || text.startsWith(begin) ? text : `${begin}: ${text}`;
}

/** The text with each place of the upload put in terms of the workspace. */
function inWorkspace(text: string, { locate, upload }: Built, onPlace = (_: string) => {}): string {
  return text.replace(place, (_, line, column, otherLine, otherColumn) => {
    const found = locate({
      file: upload.name,
      line: Number(line ?? otherLine),
      column: Number(column ?? otherColumn),
    });
    const written = `${found.file}:${found.line}:${found.column}`;
    onPlace(written);
    return written;
  });
}
