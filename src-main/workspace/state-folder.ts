import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What Atelier itself keeps in a workspace. */
export const stateFolder = '.atelier';

/** Makes the state folder of a workspace, which git ignores whatever else it is told. Gives its path. */
export async function makeStateFolder(workspace: string): Promise<string> {
  const folder = join(workspace, stateFolder);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, '.gitignore'), '*\n');
  return folder;
}
