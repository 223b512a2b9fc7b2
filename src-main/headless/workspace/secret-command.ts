import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { AtelierError } from '../../contract/errors.ts';
import type { Secret } from '../../contract/rpc/projects.ts';
import { readManifestText } from '../../workspace/manifest/read-manifest.ts';
import { listSecrets, setSecret } from '../../workspace/secrets-file.ts';
import type { Command, CommandIo } from '../command-line.ts';
import { parseOptions } from '../parse-options.ts';
import { findKeptSecrets } from './kept-secrets.ts';
import { workspaceAt } from './workspace-options.ts';

const help = `Shows and sets the secrets of a workspace: the variables that atelier.json names without a value.

Usage: atelier secret [options]               Which there are, who uses them, where their values come from
       atelier secret set <NAME> [options]    Reads a value from standard input and writes it into .env
       atelier secret remove <NAME> [options] Takes it out of .env

  --folder, -C DIR    The workspace, or a folder in it (default: the current folder)

Values that are set on the workstation's screen are kept sealed with the platform of this machine, for deployments to it;
what .env has counts before them.
A value is never shown, and never an argument, which other users of the machine could see.
`;

const options = {
  folder: { type: 'string', short: 'C', default: '.' },
  help: { type: 'boolean', short: 'h' },
} as const;

const origins: Readonly<Record<Secret['origin'], string>> = {
  process: 'set in the environment',
  file: 'set in .env',
  platform: 'kept by the platform',
  missing: 'has no value',
};

/** `atelier secret`. Throws `usage`, and `not-found` outside a workspace. */
export const secretCommand: Command = async (argv, io) => {
  const { values, words } = parseOptions(argv, options, 'atelier secret');
  if (values.help) {
    io.stdout.write(help);
    return 0;
  }
  const folder = await workspaceAt(values.folder);
  await readManifestText(folder);
  const [action, name, ...more] = words;
  if (action === undefined) {
    await showSecrets(folder, io);
    return 0;
  }
  if ((action !== 'set' && action !== 'remove') || name === undefined || more.length > 0)
    throw new AtelierError('usage', 'atelier secret is followed by nothing, "set NAME" or "remove NAME".');
  if (!/^[^=\s]+$/.test(name))
    throw new AtelierError('usage', `"${name}" is no name of a variable: it has no blanks and no "=".`);
  await setSecret(folder, name, action === 'set' ? await readValue(name, io) : null);
  io.stdout.write(action === 'set' ? `${name} is in .env.\n` : `${name} is not in .env.\n`);
  return 0;
};

async function showSecrets(folder: string, { stdout, environment }: CommandIo): Promise<void> {
  const secrets = await listSecrets(folder, { environment, ...(await findKeptSecrets(environment)) });
  if (secrets.length === 0) stdout.write('No function of this workspace names a secret.\n');
  const width = Math.max(...secrets.map(({ name }) => name.length));
  for (const { name, functions, origin } of secrets) {
    const users = functions.length === 0 ? 'no function names it' : `for ${functions.join(', ')}`;
    stdout.write(`${name.padEnd(width)}  ${origins[origin]}, ${users}\n`);
  }
}

/** What is piped in, without its last line break; from a terminal one line, which is not shown as it is typed. */
async function readValue(name: string, { stdin, stderr }: CommandIo): Promise<string> {
  if (!('isTTY' in stdin && stdin.isTTY)) return (await text(stdin)).replace(/\r?\n$/, '');
  stderr.write(`Value of ${name}: `);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const reader = createInterface({ input: stdin, output: nowhere, terminal: true });
  try {
    return await reader.question('');
  } finally {
    reader.close();
    stderr.write('\n');
  }
}
