import type { Halt, StackFrame } from '../../contract/invocation.ts';
import type { Locate } from '../../contract/source-map.ts';
import { scriptName } from './javascript-stack.ts';

/** A place in {@link scriptName}. */
const scriptPlace = /^function\.js:(\d+):(\d+)$/;

/** A halt whose stack names the files that a bundled script was made of. */
export function inSources<Halted extends Halt>(halt: Halted, locate: Locate): Halted {
  if (!('stack' in halt)) return halt;
  return { ...halt, stack: halt.stack.map((frame) => ({ ...frame, source: originOf(frame, locate) })) };
}

function originOf({ source }: StackFrame, locate: Locate): string | null {
  const [, line, column] = scriptPlace.exec(source ?? '') ?? [];
  const origin = line === undefined ? undefined : locate(Number(line), Number(column));
  return origin === undefined ? source : `${origin.file}:${origin.line}:${origin.column}`;
}
