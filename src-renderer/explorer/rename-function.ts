import { rpc } from '../rpc/client.ts';
import { settingsOf } from './function-settings.ts';

const longestName = 200;

/** What keeps a text from being the name of a function of the platform; null where nothing does. */
export function functionNameProblem(name: string): string | null {
  if (name.trim() === '') return 'A name is needed.';
  return name.length > longestName ? `A name has at most ${longestName} characters.` : null;
}

/** Gives a function of the platform another name; nothing else of it changes. */
export async function renameFunction(functionId: string, name: string): Promise<void> {
  const settings = settingsOf(await rpc.functions.get({ functionId }));
  await rpc.functions.update({ functionId, settings: { ...settings, name } });
}
