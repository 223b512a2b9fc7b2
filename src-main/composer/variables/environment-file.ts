import { z } from 'zod';
import { AtelierError } from '../../contract/errors.ts';

/** Environments by name, as `http-client.env.json` has them: variables by name, `$shared` being for all. */
export type Environments = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What editors call the file of environments, and the one beside it that is not shared. */
export const environmentFile = 'http-client.env.json';
export const privateEnvironmentFile = 'http-client.private.env.json';
/** The environment whose variables every other one has too. */
export const sharedEnvironment = '$shared';

const environmentsSchema = z.record(z.string(), z.record(z.string(), z.unknown()));

/** Reads the text of an environment file. Throws `invalid-input` that says what is wrong in it, `details.path` naming the file. */
export function parseEnvironments(text: string, path: string): Environments {
  try {
    return environmentsSchema.parse(JSON.parse(text));
  } catch (cause) {
    const reason = cause instanceof SyntaxError ? cause.message : 'an object of environments is expected';
    throw new AtelierError('invalid-input', `${path} can't be read: ${reason}.`, {
      cause,
      details: { path },
    });
  }
}

/** The variables of one environment, those of all included. Values that are no text, number or truth are for others. */
export function variablesOf(
  environments: Environments,
  environment: string,
): [name: string, value: string][] {
  const values = { ...environments[sharedEnvironment], ...environments[environment] };
  return Object.entries(values).flatMap(([name, value]): [string, string][] =>
    ['string', 'number', 'boolean'].includes(typeof value) ? [[name, String(value)]] : [],
  );
}
