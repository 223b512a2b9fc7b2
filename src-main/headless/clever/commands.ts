import type { FunctionsCommand } from './command.ts';
import { deployCommand } from './deploy-command.ts';
import { deleteDeploymentCommand, listDeploymentsCommand } from './deployment-commands.ts';
import {
  createFunctionCommand,
  deleteFunctionCommand,
  getFunctionCommand,
  listFunctionsCommand,
  setEnvironmentCommand,
} from './function-commands.ts';

/** Every command, in the order of the help. */
export const functionsCommands: readonly FunctionsCommand[] = [
  listFunctionsCommand,
  createFunctionCommand,
  getFunctionCommand,
  setEnvironmentCommand,
  deployCommand,
  listDeploymentsCommand,
  deleteDeploymentCommand,
  deleteFunctionCommand,
];

/** The command that the words begin with, the longest spelling first, and the words that are left. */
export function findCommand(
  words: readonly string[],
): { readonly command: FunctionsCommand; readonly rest: readonly string[] } | undefined {
  if (words.length === 0) return { command: listFunctionsCommand, rest: [] };
  const matches = functionsCommands.flatMap((command) =>
    command.spellings
      .filter((spelling) => spelling.every((word, position) => words[position] === word))
      .map((spelling) => ({ command, rest: words.slice(spelling.length) })),
  );
  return matches.toSorted((a, b) => a.rest.length - b.rest.length)[0];
}
