import { usageOf } from './command.ts';
import { functionsCommands } from './commands.ts';

const cleverSummary = `Manages functions of the platform on this machine, or of any other cloud that speaks its API.

Usage: clever functions <command> [options]

`;

const options = `
Options, anywhere:

  --org ID|NAME           Whose functions (default: your first organisation)
  --format, -F FORMAT     json or human (default)
  --help, --version

$API_HOST, $CLEVER_TOKEN and $CLEVER_SECRET name another cloud; without API_HOST it is the platform that
"atelier serve" runs on $ATELIER_HOME or its default. Exit code 0 or 1; progress and errors go to stderr.
`;

/** The text of `clever --help`: every command with its parameters and what it does. */
export function cleverHelp(): string {
  const commands = functionsCommands.map(
    (command) => `  ${usageOf(command)}\n      ${command.summary}${aliases(command.spellings)}\n`,
  );
  return `${cleverSummary}${commands.join('')}${options}`;
}

function aliases(spellings: readonly (readonly string[])[]): string {
  const others = spellings.slice(1).map((spelling) => spelling.join(' '));
  return others.length === 0 ? '' : ` (also: ${others.join(', ')})`;
}
