import { cleverCommand } from './clever/clever-command.ts';
import { runCommandLine } from './command-line.ts';

await runCommandLine('clever', cleverCommand);
