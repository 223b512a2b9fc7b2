import { AtelierError } from '../contract/errors.ts';
import { productVersion } from '../workstation/product-version.ts';
import type { Command } from './command-line.ts';

const help = `Atelier: a functions cloud on your own machine.

Usage: atelier <command> [options]

  serve      Run the platform until it is stopped
  demo       Create, deploy and call a sample function in a temporary home
  init       Make a workspace of a folder
  new        Make a function from a template
  deploy     Deploy the functions of a workspace
  dev        Deploy them, and again at every save
  secret     Show and set the secrets of a workspace
  doctor     Try the compilers of every language
  toolchain  Fetch a compiler for C and C++ that needs no installation
  run        Run a WebAssembly command in the executor, without a platform
  help       Show this text

Each command has --help. Functions are managed with the command "clever".
`;

/** Loads a command only when it is the one asked for: "run" needs no platform, and a platform no interpreter. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import('./serve.ts')).serveCommand,
  demo: async () => (await import('./demo.ts')).demoCommand,
  init: async () => (await import('./workspace/init-command.ts')).initCommand,
  new: async () => (await import('./workspace/new-command.ts')).newCommand,
  deploy: async () => (await import('./workspace/deploy-command.ts')).deployCommand,
  dev: async () => (await import('./workspace/dev-command.ts')).devCommand,
  secret: async () => (await import('./workspace/secret-command.ts')).secretCommand,
  toolchain: async () => (await import('./toolchain-command.ts')).toolchainCommand,
  doctor: async () => (await import('./doctor.ts')).doctorCommand,
  run: async () => (await import('./run.ts')).runCommand,
};

/** The `atelier` command. Throws `usage` for a command that there is not. */
export const atelierCommand: Command = async (argv, io) => {
  const [name, ...rest] = argv;
  if (name === '--version' || name === '-v' || name === 'version') {
    io.stdout.write(`${productVersion}\n`);
    return 0;
  }
  if (name === 'help' || name === '--help' || name === '-h') {
    io.stdout.write(help);
    return 0;
  }
  if (name === undefined) {
    io.stderr.write(help);
    return 1;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load === undefined)
    throw new AtelierError(
      'usage',
      `There is no command "${name}": it is one of ${Object.keys(commands).join(', ')} and help.`,
    );
  const command = await load();
  return command(rest, io);
};
