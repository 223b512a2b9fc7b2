import type { Halt, StackFrame } from '../../contract/invocation.ts';
import type { Locate } from '../../contract/source-map.ts';
import { columnOfByte, lineOfText } from '../../contract/text-column.ts';
import { scriptName } from './javascript-stack.ts';

/** A place in {@link scriptName}. */
const scriptPlace = /^function\.js:(\d+):(\d+)$/;

/** Finds where a place was written that QuickJS names in a script: its columns count the bytes of UTF-8. */
export function locateInScript(script: string, locate: Locate): Locate {
  // Most scripts are ASCII, in which these are the same, and need not be kept for it.
  if (!/[^\0-\x7f]/.test(script)) return locate;
  return (line, byte) => {
    const column = columnOfByte(lineOfText(script, line), byte);
    return locate(line, column) ?? { file: scriptName, line, column };
  };
}

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
