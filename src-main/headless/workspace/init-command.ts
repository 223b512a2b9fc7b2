import { resolve } from 'node:path';
import { AtelierError } from '../../contract/errors.ts';
import { initWorkspace } from '../../workspace/templates/init-workspace.ts';
import type { Command } from '../command-line.ts';
import { parseOptions } from '../parse-options.ts';

const help = `Makes a workspace of a folder: writes atelier.json, with a function for its project, or for each source that it recognises.

Usage: atelier init [folder]
`;

/** `atelier init`. Throws `conflict` where the folder has a manifest already. */
export const initCommand: Command = async (argv, io) => {
  const { values, words } = parseOptions(argv, { help: { type: 'boolean', short: 'h' } }, 'atelier init');
  if (values.help) {
    io.stdout.write(help);
    return 0;
  }
  if (words.length > 1) throw new AtelierError('usage', 'atelier init takes one folder.');
  const names = await initWorkspace(resolve(words[0] ?? '.'));
  io.stdout.write(
    names.length === 0
      ? 'Wrote atelier.json, which has no function yet. Add one with: atelier new <name> --template js\n'
      : `Wrote atelier.json with ${names.join(', ')}. Deploy with: atelier deploy\n`,
  );
  return 0;
};
