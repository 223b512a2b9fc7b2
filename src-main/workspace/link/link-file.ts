import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { makeStateFolder, stateFolder } from '../state-folder.ts';
import { writeAtomically } from '../write-atomically.ts';

const linksSchema = z.object({
  version: z.literal(1),
  /** By owner, whose ids no two clouds share, the functions' ids by their names in the manifest. */
  owners: z.record(z.string(), z.record(z.string(), z.string())),
});
type Links = z.infer<typeof linksSchema>;

/** Which functions of a cloud the functions of a workspace are, as earlier deployments found or made them. */
export interface LinkFile {
  /** The function's id; undefined where it was never deployed there. */
  find(ownerId: string, name: string): Promise<string | undefined>;
  /** Remembers it where the folder can be written to. */
  remember(ownerId: string, name: string, functionId: string): Promise<void>;
}

/** The link file of a workspace. A damaged one is forgotten: links are found again by name. */
export function openLinkFile(folder: string): LinkFile {
  const file = join(folder, stateFolder, 'links.json');
  let writing: Promise<void> = Promise.resolve();
  const write = async (links: Links) => {
    await makeStateFolder(folder);
    await writeAtomically(file, `${JSON.stringify(links, null, 2)}\n`);
  };
  const update = async (ownerId: string, name: string, functionId: string) => {
    const { owners } = await read(file);
    if (owners[ownerId]?.[name] === functionId) return;
    const links: Links = {
      version: 1,
      owners: { ...owners, [ownerId]: { ...owners[ownerId], [name]: functionId } },
    };
    await write(links).catch(() => undefined); // and is found again by name
  };
  return {
    find: async (ownerId, name) => (await read(file)).owners[ownerId]?.[name],
    remember: (ownerId, name, functionId) => {
      writing = writing.then(() => update(ownerId, name, functionId));
      return writing;
    },
  };
}

async function read(file: string): Promise<Links> {
  try {
    return linksSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    return { version: 1, owners: {} };
  }
}
