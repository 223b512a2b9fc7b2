import { AtelierError } from '../../contract/errors.ts';
import type { Platform } from '../../contract/platform-code.ts';
import { parsePlatformCode, platformOfCode } from './source-file.ts';

/** What `deploy` was asked for. */
export interface DeployArguments {
  readonly file: string;
  readonly functionId: string;
  /** Null where no platform code was given. */
  readonly platform: Platform | null;
}

/** Throws `usage` where a command that takes options alone was given words. */
export function noWords(words: readonly string[], usage: string): void {
  if (words.length > 0) throw wrongNumber(words, usage);
}

/**
 * Takes one function id from the words of a command. Throws `usage`, with the command's own usage line, where there
 * are more words or fewer.
 */
export function oneFunctionId(words: readonly string[], usage: string): string {
  if (words.length !== 1) throw wrongNumber(words, usage);
  return words[0]!;
}

/**
 * Takes two words of which one is a function id, in either order: both are in the wild. What is not the id comes as
 * `other`. Where neither looks like an id, the documented order decides and the cloud will say what it thinks of it.
 */
export function functionIdAnd(
  words: readonly string[],
  usage: string,
  documented: 'id first' | 'id last',
): { readonly functionId: string; readonly other: string } {
  const [first, second] = words;
  if (first === undefined || second === undefined || words.length > 2) throw wrongNumber(words, usage);
  const idFirst =
    isFunctionId(first) !== isFunctionId(second) ? isFunctionId(first) : documented === 'id first';
  return idFirst ? { functionId: first, other: second } : { functionId: second, other: first };
}

/** Tells file, platform code and function id of `deploy` apart, in any order that occurs. Throws `usage`. */
export function deployArguments(words: readonly string[], usage: string): DeployArguments {
  if (words.length === 2) {
    const { functionId, other } = functionIdAnd(words, usage, 'id last');
    return { file: other, functionId, platform: null };
  }
  if (words.length !== 3) throw wrongNumber(words, usage);
  const idAt = words.findIndex(isFunctionId);
  const functionId = words[idAt === -1 ? 2 : idAt]!;
  const [first, second] = words.filter((_, position) => position !== (idAt === -1 ? 2 : idAt));
  const codeFirst = platformOfCode(second!) === undefined && platformOfCode(first!) !== undefined;
  const [file, code] = codeFirst ? [second!, first!] : [first!, second!];
  return { file, functionId, platform: parsePlatformCode(code) };
}

/** Ids read `function_<uuid>`; a source file that is called so as well still has an extension. */
function isFunctionId(word: string): boolean {
  return /^function_[\w-]+$/.test(word);
}

function wrongNumber(words: readonly string[], usage: string): AtelierError {
  const got = words.length === 0 ? 'nothing' : words.map((word) => `"${word}"`).join(' ');
  return new AtelierError('usage', `Usage: ${usage} (got ${got}).`);
}
