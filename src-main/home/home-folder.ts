import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder that holds all state where no `--home` names one: `$ATELIER_HOME`, otherwise the place where the
 * operating system keeps an application's data (XDG Base Directory Specification on Linux).
 */
export function defaultHome(
  environment: Readonly<Record<string, string | undefined>>,
  system: NodeJS.Platform = process.platform,
): string {
  if (environment.ATELIER_HOME) return environment.ATELIER_HOME;
  const userHome = environment.HOME || homedir();
  if (system === 'darwin') return join(userHome, 'Library', 'Application Support', 'Atelier');
  if (system === 'win32') return join(environment.APPDATA || join(userHome, 'AppData', 'Roaming'), 'Atelier');
  return join(environment.XDG_DATA_HOME || join(userHome, '.local', 'share'), 'atelier');
}
