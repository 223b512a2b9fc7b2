import type { Variable } from '../../contract/rpc/requests.ts';
import { type Environments, sharedEnvironment, variablesOf } from './environment-file.ts';

/** Everything that gives a request its variables, the nearest file first. */
export interface VariableSources {
  /** `@name = value` lines of its own file. */
  readonly file: readonly (readonly [name: string, value: string])[];
  /** Environment files, private ones included. */
  readonly environments: readonly { readonly isPrivate: boolean; readonly environments: Environments }[];
  /** `.env` files. */
  readonly secrets: readonly Readonly<Record<string, string | undefined>>[];
  /** What the platform keeps of the project's secrets. */
  readonly kept: Readonly<Record<string, string>>;
}

/** Variables by name for each of the environments that are always there. */
export type BuiltInEnvironments = Readonly<Record<string, Readonly<Record<string, string>>>> & {
  readonly Local: Readonly<Record<string, string>>;
};

const mask = '••••••••';
const secretName = /token|secret|passw|credential|api[-_]?key|private[-_]?key/i;

/**
 * The variables of a request, each once: those of its file count before those of the environment, these before `.env`,
 * this before what the platform keeps, and all of them before what is built in. An environment of one's own has what `Local` has.
 */
export function collectVariables(
  sources: VariableSources,
  environment: string,
  builtIn: BuiltInEnvironments,
): Variable[] {
  const own = (builtIn[environment] ?? builtIn.Local) as Readonly<Record<string, string>>;
  const all = [
    // The last line of a name counts, as in a script.
    ...sources.file.toReversed().map(([name, value]) => ({ name, value, origin: 'file', secret: false })),
    ...sources.environments
      // What is not shared is there to stand over what is.
      .toSorted((a, b) => Number(b.isPrivate) - Number(a.isPrivate))
      .flatMap(({ isPrivate, environments }) =>
        variablesOf(environments, environment).map(([name, value]) => ({
          name,
          value,
          origin: 'environment',
          secret: isPrivate || secretName.test(name),
        })),
      ),
    ...sources.secrets.flatMap((values) =>
      Object.entries(values).flatMap(([name, value = '']) => [
        { name, value, origin: '.env', secret: true },
        // As REST Client spells it
        { name: `$dotenv ${name}`, value, origin: '.env', secret: true },
      ]),
    ),
    ...Object.entries(sources.kept).map(([name, value]) => ({ name, value, origin: 'secret', secret: true })),
    ...Object.entries(own).map(([name, value]) => ({ name, value, origin: 'built-in', secret: false })),
  ];
  return [...Map.groupBy(all, ({ name }) => name).values()].map(([first]) => first!);
}

/** The names of the environments that can be chosen, the built-in ones first. */
export function environmentNames(files: readonly Environments[], builtIn: BuiltInEnvironments): string[] {
  const own = files.flatMap((environments) => Object.keys(environments));
  return [...new Set([...Object.keys(builtIn), ...own])].filter((name) => name !== sharedEnvironment);
}

/** The variables as they may be shown: secrets without their values, and no name twice in another spelling. */
export function maskSecrets(variables: readonly Variable[]): Variable[] {
  return variables
    .filter(({ name }) => !name.startsWith('$dotenv '))
    .map((variable) => (variable.secret ? { ...variable, value: mask } : variable));
}
