import { AtelierError } from '../../contract/errors.ts';
import { type ParsedOptions, parseOptions } from '../parse-options.ts';

const options = {
  org: { type: 'string', short: 'o' },
  format: { type: 'string', short: 'F' },
  name: { type: 'string' },
  'max-instances': { type: 'string' },
  'max-memory': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean', short: 'v' },
} as const;

/** Options that every command takes; the others belong to `create`. */
const common = ['org', 'format', 'help', 'version'];

/** What the options of `clever` said. */
export interface CleverOptions {
  readonly org?: string;
  readonly format?: string;
  readonly name?: string;
  readonly 'max-instances'?: string;
  readonly 'max-memory'?: string;
  readonly help?: boolean;
  readonly version?: boolean;
}

/** Tells options and words of a `clever` command line apart. Throws `usage`. */
export function parseCleverOptions(argv: readonly string[]): ParsedOptions<CleverOptions> {
  const parsed = parseOptions(argv, options, 'clever functions');
  const { format } = parsed.values;
  if (format !== undefined && format !== 'json' && format !== 'human')
    throw new AtelierError('usage', `--format is json or human, and not "${format}".`);
  return parsed;
}

/** Refuses an option that belongs to another command: ignoring it would leave somebody with a wrong belief. */
export function refuseOtherOptions(given: CleverOptions, own: readonly string[], usage: string): void {
  const other = Object.keys(given).find((name) => !common.includes(name) && !own.includes(name));
  if (other !== undefined)
    throw new AtelierError('usage', `--${other} is no option of this command. Usage: ${usage}`);
}
