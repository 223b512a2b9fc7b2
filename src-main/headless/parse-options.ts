import { type ParseArgsConfig, parseArgs } from 'node:util';
import { AtelierError } from '../contract/errors.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** What a command line said: its options by their long names, and the other words in their order. */
export interface ParsedOptions<Values> {
  readonly values: Values;
  readonly words: readonly string[];
}

/**
 * Tells options and words apart, options anywhere, `--name value` and `--name=value` alike. Throws `usage` for an
 * option that is not among these or that lacks its value; `helpCommand` is where the message sends the reader.
 */
export function parseOptions<const Known extends Options>(
  argv: readonly string[],
  options: Known,
  helpCommand: string,
): ParsedOptions<ReturnType<typeof parseArgs<{ options: Known }>>['values']> {
  try {
    const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true });
    return { values, words: positionals };
  } catch (cause) {
    // Node says what is wrong in its first sentence; what follows is advice for its own notation.
    const reason = cause instanceof Error ? cause.message.split(/\.\s/)[0] : String(cause);
    throw new AtelierError('usage', `${reason}. "${helpCommand} --help" shows the options.`, { cause });
  }
}

/** Throws `usage` where a command that takes options alone was given words: ignoring them would mislead somebody. */
export function refuseWords([first]: readonly string[], command: string): void {
  if (first !== undefined)
    throw new AtelierError('usage', `${command} takes options alone, and "${first}" is not one.`);
}

/** The whole number that an option holds, undefined where it was not given. Throws `usage` when it is out of range. */
export function wholeNumber(
  option: string,
  text: string | undefined,
  range: { readonly min: number; readonly max: number },
): number | undefined {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= range.min && value <= range.max) return value;
  throw new AtelierError(
    'usage',
    `--${option} takes a whole number from ${range.min} to ${range.max}, and "${text}" is not one.`,
  );
}
