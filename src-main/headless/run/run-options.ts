import { basename } from 'node:path';
import { AtelierError } from '../../contract/errors.ts';
import { type OtherEngine, otherEngines } from '../../contract/second-opinion.ts';
import { parseOptions } from '../parse-options.ts';

/** A folder of the host and the path under which the guest finds it. */
export interface Mount {
  readonly hostPath: string;
  readonly guestPath: string;
}

/** What `atelier run` was asked for. */
export interface RunOptions {
  readonly file: string;
  /** argv of the guest, its own name first. */
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly mounts: readonly Mount[];
  readonly trace: boolean;
  /** Who runs it instead of our executor; null where nobody does. */
  readonly engine: OtherEngine | null;
  readonly debugJson: boolean;
}

const known = {
  env: { type: 'string', multiple: true },
  dir: { type: 'string', multiple: true },
  argv0: { type: 'string' },
  engine: { type: 'string' },
  trace: { type: 'boolean' },
  'debug-json': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/**
 * Reads the command line of `atelier run`. Options end at the file: what follows is the guest's own. Gives null where
 * help was asked for. Throws `usage`.
 */
export function parseRunOptions(argv: readonly string[]): RunOptions | null {
  const end = endOfOptions(argv);
  const { values } = parseOptions(argv.slice(0, end), known, 'atelier run');
  if (values.help) return null;
  const [file, ...rest] = argv.slice(argv[end] === '--' ? end + 1 : end);
  if (file === undefined)
    throw new AtelierError('usage', 'which file? "atelier run --help" shows how to call it.');
  const engine = parseEngine(values.engine);
  if (engine !== null && (values.dir !== undefined || values.trace || values['debug-json']))
    throw new AtelierError('usage', '--engine runs a program without --dir, --trace and --debug-json.');
  return {
    file,
    engine,
    arguments: [values.argv0 ?? basename(file), ...rest],
    environment: Object.fromEntries((values.env ?? []).map(parseVariable)),
    mounts: (values.dir ?? []).map(parseMount),
    trace: values.trace ?? false,
    debugJson: values['debug-json'] ?? false,
  };
}

/** Where the first word stands that is neither an option nor an option's value. */
function endOfOptions(argv: readonly string[]): number {
  let index = 0;
  while (index < argv.length) {
    const word = argv[index]!;
    if (word === '--' || word === '-' || !word.startsWith('-')) return index;
    const option = Object.entries(known).find(([name]) => word === `--${name}`)?.[1];
    index += option?.type === 'string' ? 2 : 1;
  }
  return index;
}

function parseEngine(name: string | undefined): OtherEngine | null {
  if (name === undefined || name === 'atelier') return null;
  const engine = otherEngines.find((known) => known === name);
  if (engine !== undefined) return engine;
  throw new AtelierError('usage', `--engine knows atelier, ${otherEngines.join(' and ')}, not "${name}".`);
}

function parseVariable(text: string): [name: string, value: string] {
  const separator = text.indexOf('=');
  if (separator <= 0) throw new AtelierError('usage', `--env takes NAME=VALUE, and "${text}" is not that.`);
  return [text.slice(0, separator), text.slice(separator + 1)];
}

/** `HOST::GUEST`; without a guest path the folder keeps the path that it was given by. */
function parseMount(text: string): Mount {
  const separator = text.lastIndexOf('::');
  const [hostPath, guestPath] =
    separator === -1 ? [text, text] : [text.slice(0, separator), text.slice(separator + 2)];
  if (hostPath === '' || guestPath === '')
    throw new AtelierError('usage', `--dir takes HOST::GUEST, and "${text}" is not that.`);
  return { hostPath, guestPath };
}
