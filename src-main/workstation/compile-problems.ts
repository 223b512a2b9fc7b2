import type { DeploymentDetail } from '../contract/rpc/functions.ts';

export type CompileProblem = DeploymentDetail['problems'][number];

/** `error[E0425]: cannot find …` of Rust, `ERROR TS2304: Cannot find …` of AssemblyScript. */
const headline = /^(?:error|warning)(?:\[\w+\])?:? ?(.+)$/i;
/** Where the headline above belongs: ` --> src/main.rs:3:5`, ` └─ in function.ts(3,5)`. */
const place = /^\s*(?:-->|└─ in) ?(.+?)(?::(\d+):(\d+)|\((\d+),(\d+)\))\s*$/;
/** All on one line: `main.go:3:5: undefined: x`. */
const placedMessage = /^(\S.*?):(\d+)(?::(\d+))?: (?:error: )?(.+)$/;

/**
 * What a compiler complained of, taken out of its own words, with the places that an editor can open; the words as
 * they are where they name none. Lines and columns count from 1.
 */
export function readCompileProblems(compilerText: string): CompileProblem[] {
  const problems: CompileProblem[] = [];
  let message: string | null = null;
  for (const line of compilerText.split('\n')) {
    const placed = placedMessage.exec(line);
    if (placed !== null) {
      problems.push(problem(placed[4]!, placed[1]!, placed[2]!, placed[3]));
      continue;
    }
    const [, file, line1, column1, line2, column2] = place.exec(line) ?? [];
    if (file !== undefined && message !== null) {
      problems.push(problem(message, file, (line1 ?? line2)!, column1 ?? column2));
      message = null;
      continue;
    }
    message = headline.exec(line)?.[1] ?? message;
  }
  return problems.length > 0
    ? problems
    : [{ message: compilerText.trim(), file: null, line: null, column: null }];
}

function problem(message: string, file: string, line: string, column: string | undefined): CompileProblem {
  return { message, file, line: Number(line), column: column === undefined ? null : Number(column) };
}
