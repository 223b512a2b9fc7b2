import { findPrograms } from './find-program.ts';

/** What to install with each package manager, and where to get it where none of them is there. */
export interface InstallWays {
  readonly apt?: string;
  readonly dnf?: string;
  readonly pacman?: string;
  readonly brew?: string;
  readonly winget?: string;
  readonly scoop?: string;
  /** A sentence for every other system. */
  readonly otherwise: string;
}

type PackageManager = Exclude<keyof InstallWays, 'otherwise'>;

/** The package managers by the programs that they are, with the command in front of the names of packages. */
const packageManagers: Readonly<
  Record<PackageManager, { readonly program: string; readonly command: string }>
> = {
  apt: { program: 'apt-get', command: 'sudo apt-get install' },
  dnf: { program: 'dnf', command: 'sudo dnf install' },
  pacman: { program: 'pacman', command: 'sudo pacman -S' },
  brew: { program: 'brew', command: 'brew install' },
  winget: { program: 'winget', command: 'winget install' },
  scoop: { program: 'scoop', command: 'scoop install' },
};

/** The command that installs something on this system, or a sentence that says where to get it. */
export async function installHint(ways: InstallWays): Promise<string> {
  for (const [name, { program, command }] of Object.entries(packageManagers)) {
    const packages = ways[name as PackageManager];
    if (packages !== undefined && (await findPrograms(program)).length > 0) return `${command} ${packages}`;
  }
  return ways.otherwise;
}
