import type { Halt } from '../../contract/invocation.ts';
import type { Locate } from '../../contract/source-map.ts';
import { columnOfByte, lineOfText } from '../../contract/text-column.ts';
import { scriptName } from './javascript-stack.ts';

/** Places in {@link scriptName}. */
const scriptPlaces = /\bfunction\.js:(\d+):(\d+)/g;

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
  const inSource = (source: string | null) => source && textInSources(source, locate);
  return { ...halt, stack: halt.stack.map((frame) => ({ ...frame, source: inSource(frame.source) })) };
}

/** The text of a stack in terms of the same files. */
export function textInSources(text: string, locate: Locate): string {
  return text.replace(scriptPlaces, (place, line, column) => {
    const origin = locate(Number(line), Number(column));
    return origin === undefined ? place : `${origin.file}:${origin.line}:${origin.column}`;
  });
}
