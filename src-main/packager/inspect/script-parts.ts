import type { ModuleReport } from '../../contract/rpc/functions.ts';
import { piecesBySource } from '../../contract/source-map.ts';

type Part = ModuleReport['functions'][number];

const ownGroup = 'script';
/** The last package on the way to a file: some installers nest them. */
const packageOfFile = /^.*\bnode_modules\/((?:@[^/]+\/)?[^/]+)\//;

/**
 * What a script consists of, the largest first: of a bundle its files, those of packages in a group of their package, and the
 * map that leads back to them.
 */
export function scriptParts(script: string, size: number): Part[] {
  const pieces = piecesBySource(script);
  if (pieces === null) return [{ name: 'script', group: ownGroup, size }];
  const files = [...Map.groupBy(pieces, ({ file }) => file)].map(([file, own]) => ({
    name: file ?? 'between the files',
    group: packageOfFile.exec(file ?? '')?.[1] ?? ownGroup,
    size: Buffer.byteLength(own.map(({ text }) => text).join('')),
  }));
  const code = files.reduce((sum, part) => sum + part.size, 0);
  const map = { name: 'source map', group: 'source map', size: size - code };
  return [...files, map].filter((part) => part.size > 0).toSorted((one, other) => other.size - one.size);
}
