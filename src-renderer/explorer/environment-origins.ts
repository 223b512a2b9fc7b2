import type { VariableOrigin } from '../../src-main/contract/rpc/functions.ts';

/** Where a value comes from, in a word or two, and in a sentence. */
export const originWords: Readonly<Record<VariableOrigin['origin'], { short: string; long: string }>> = {
  function: { short: 'function', long: 'Set on the function itself.' },
  manifest: { short: 'atelier.json', long: 'The manifest of the project has this value.' },
  file: {
    short: 'secret, .env',
    long: 'In the .env file of the project, where it can be read.',
  },
  platform: { short: 'secret, sealed', long: 'Kept by the platform, sealed.' },
  process: {
    short: 'secret, environment',
    long: 'In the environment that the platform was started with.',
  },
  kept: { short: 'secret, kept', long: 'Only the function has it; deployments keep it.' },
  missing: {
    short: 'secret, no value',
    long: 'No value anywhere: a deployment is refused until it has one.',
  },
};

/** What the next deployment from the project does with the value on the function; empty where it leaves it. */
export const nextWords: Readonly<Record<VariableOrigin['next'], string>> = {
  keep: '',
  change: 'The next deployment puts another value here.',
  add: 'The next deployment adds it.',
  remove: 'The next deployment takes it away: atelier.json does not have it.',
};

/** Whether a variable is one that the manifest only names. */
export function isSecretOrigin({ origin }: VariableOrigin): boolean {
  return origin !== 'function' && origin !== 'manifest';
}
