import { join, relative, resolve } from 'node:path';
import { AtelierError } from '../../contract/errors.ts';
import { changing } from '../../workspace/files/changing.ts';
import { findWorkspace, manifestFile } from '../../workspace/manifest/read-manifest.ts';
import { addFunction, createWorkspace } from '../../workspace/templates/create-from-template.ts';
import { findTemplate, functionTemplates } from '../../workspace/templates/template-list.ts';
import type { Command, CommandIo } from '../command-line.ts';
import { parseOptions } from '../parse-options.ts';

const help = `Makes a function from a template in a new folder of its name. In a workspace, and in the folders of one, it becomes a part of
that.

Usage: atelier new <name> [--template ID]

  --template, -t ID   One of the templates below (default: js)
  --folder, -C DIR    Where to work (default: the current folder)

Templates:

${functionTemplates.map(({ id, title }) => `  ${id.padEnd(20)}${title}`).join('\n')}
`;

const options = {
  template: { type: 'string', short: 't', default: 'js' },
  folder: { type: 'string', short: 'C', default: '.' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** `atelier new`. Throws `usage` and `conflict`. */
export const newCommand: Command = async (argv, io) => {
  const { values, words } = parseOptions(argv, options, 'atelier new');
  if (values.help) {
    io.stdout.write(help);
    return 0;
  }
  const [name, ...more] = words;
  if (name === undefined || more.length > 0)
    throw new AtelierError('usage', 'atelier new takes one name, as in: atelier new hello --template js');
  await makeFunction(resolve(values.folder), name, values.template, io);
  return 0;
};

async function makeFunction(folder: string, name: string, id: string, io: CommandIo): Promise<void> {
  const template = findTemplate(id);
  const workspace = await findWorkspace(folder);
  if (workspace !== null) {
    await changing(workspace, () => addFunction(workspace, name, template, relative(workspace, folder)));
    const where = workspace === folder ? '' : ` to ${join(workspace, manifestFile)}`;
    io.stdout.write(`Added ${name}${where} (${template.title}). Deploy it with: atelier deploy ${name}\n`);
    return;
  }
  await createWorkspace(join(folder, name), name, template);
  io.stdout.write(`Made ${name}/ (${template.title}). Next:\n\n  cd ${name}\n  atelier dev\n`);
}
