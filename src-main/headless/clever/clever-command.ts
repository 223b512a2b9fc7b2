import { AtelierError } from '../../contract/errors.ts';
import { createCloudClient } from '../../remote/cloud-client.ts';
import { productVersion } from '../../workstation/product-version.ts';
import type { Command } from '../command-line.ts';
import { findCloudTarget } from './cloud-target.ts';
import { usageOf } from './command.ts';
import { findCommand } from './commands.ts';
import { cleverHelp } from './help.ts';
import { parseCleverOptions, refuseOtherOptions } from './options.ts';
import { resolveOwner } from './owner.ts';

/** The `clever` command (docs/wire.md, 5), `cleverctl` alike. Throws `usage` and whatever the cloud answers with. */
export const cleverCommand: Command = async (argv, io) => {
  const { values: options, words } = parseCleverOptions(argv);
  const [product, ...rest] = words;
  if (options.version || product === 'version') {
    io.stdout.write(`${productVersion}\n`);
    return 0;
  }
  if (options.help || product === 'help') {
    io.stdout.write(cleverHelp());
    return 0;
  }
  if (product === undefined) {
    io.stderr.write(cleverHelp());
    return 1;
  }
  if (words.join(' ') === 'features enable functions') {
    // The vendor's documentation begins with it, for a command line that has them behind a switch.
    io.stdout.write('Functions are always enabled here.\n');
    return 0;
  }
  if (product !== 'functions')
    throw new AtelierError('usage', `"${product}" is not part of this command line: "clever functions" is.`);
  const found = findCommand(rest);
  if (found === undefined)
    throw new AtelierError(
      'usage',
      `There is no "clever functions ${rest[0]}": "clever --help" shows what is.`,
    );
  const usage = usageOf(found.command);
  refuseOtherOptions(options, found.command.options, usage);
  const client = createCloudClient(await findCloudTarget(io.environment));
  const ownerId = await resolveOwner(client, options.org);
  const json = options.format === 'json';
  return found.command.run({ words: found.rest, options, client, ownerId, io, json, usage });
};
