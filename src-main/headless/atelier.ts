import { atelierCommand } from './atelier-command.ts';
import { runCommandLine } from './command-line.ts';

await runCommandLine('atelier', atelierCommand);
