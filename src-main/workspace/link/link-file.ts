import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { writeAtomically } from '../write-atomically.ts';

/** What Atelier itself keeps in a workspace; it ignores itself, and is nobody else's business. */
export const stateFolder = '.atelier';

const linksSchema = z.object({
  version: z.literal(1),
  /** By target (host and owner), the functions' ids by their names in the manifest. */
  targets: z.record(z.string(), z.record(z.string(), z.string())),
});
type Links = z.infer<typeof linksSchema>;

/** Which functions of a cloud the functions of a workspace are, as earlier deployments found or made them. */
export interface LinkFile {
  /** The function's id; undefined where it was never deployed there. */
  find(target: string, name: string): Promise<string | undefined>;
  remember(target: string, name: string, functionId: string): Promise<void>;
}

/** The link file of a workspace. A damaged one is forgotten: links are found again by name. */
export function openLinkFile(folder: string): LinkFile {
  const file = join(folder, stateFolder, 'links.json');
  let writing: Promise<void> = Promise.resolve();
  const update = async (target: string, name: string, functionId: string) => {
    const { targets } = await read(file);
    if (targets[target]?.[name] === functionId) return;
    const links: Links = {
      version: 1,
      targets: { ...targets, [target]: { ...targets[target], [name]: functionId } },
    };
    await makeStateFolder(dirname(file));
    await writeAtomically(file, `${JSON.stringify(links, null, 2)}\n`);
  };
  return {
    find: async (target, name) => (await read(file)).targets[target]?.[name],
    remember: (target, name, functionId) => {
      writing = writing.catch(() => {}).then(() => update(target, name, functionId));
      return writing;
    },
  };
}

async function makeStateFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, '.gitignore'), '*\n');
}

async function read(file: string): Promise<Links> {
  try {
    return linksSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return { version: 1, targets: {} };
  }
}
