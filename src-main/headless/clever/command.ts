import type { CloudClient } from '../../remote/cloud-client.ts';
import type { CommandIo } from '../command-line.ts';
import type { CleverOptions } from './options.ts';

/** What a command of `clever functions` works with. */
export interface CommandContext {
  /** What follows the command's own words. */
  readonly words: readonly string[];
  readonly options: CleverOptions;
  readonly client: CloudClient;
  readonly ownerId: string;
  readonly io: CommandIo;
  readonly json: boolean;
  /** The command's usage line, for its errors. */
  readonly usage: string;
}

/** A command of `clever functions`. */
export interface FunctionsCommand {
  /** The spellings in the wild, the documented one first, each as the words after `functions`. */
  readonly spellings: readonly (readonly string[])[];
  /** What follows the words, as the help shows it. */
  readonly parameters: string;
  readonly summary: string;
  /** The options that it takes beside the common ones. */
  readonly options: readonly string[];
  /** Gives the exit code. */
  run(context: CommandContext): Promise<number>;
}

/** The usage line of a command: `clever functions deploy list <function_id>`. */
export function usageOf(command: FunctionsCommand): string {
  return ['clever functions', ...command.spellings[0]!, command.parameters].filter(Boolean).join(' ');
}
