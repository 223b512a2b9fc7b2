import { formatBytes } from '../ui/format.ts';
import { nameInside } from './name-inside.ts';
import { layOutTreemap, type Tile } from './treemap-layout.ts';

/** A group of things with sizes. */
export interface TreemapGroup {
  readonly name: string;
  readonly size: number;
  readonly parts: readonly { readonly name: string; readonly size: number }[];
}

interface TreemapProps {
  readonly label: string;
  readonly groups: readonly TreemapGroup[];
}

const width = 860;
const height = 300;
/** Room for a line of text above the parts of a group. */
const headerHeight = 17;
const characterWidth = 6.1;

/** Groups as tiles, and their parts as tiles in them. The list beside it says the same in words: this is for eyes alone. */
export function Treemap({ label, groups }: TreemapProps) {
  const partsOf = new Map(groups.map(({ name, parts }) => [name, parts]));
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`} className="w-full rounded-card">
      {layOutTreemap(groups, width, height).map((tile) => (
        <g key={tile.name} transform={`translate(${tile.x} ${tile.y})`}>
          <title>{`${tile.name}: ${formatBytes(tile.size)}`}</title>
          <rect
            width={tile.width}
            height={tile.height}
            className="fill-accent-wash stroke-canvas"
            strokeWidth={2}
          />
          {fits(tile) && (
            <text x={6} y={13} className="fill-ink font-mono text-[10px]">
              <tspan className="font-semibold">{shorten(tile.name, tile.width - 12)}</tspan>
              {roomBehind(tile) > 54 && (
                <tspan dx={8} className="fill-ink-muted">
                  {formatBytes(tile.size)}
                </tspan>
              )}
            </text>
          )}
          <Parts group={tile} parts={partsOf.get(tile.name) ?? []} />
        </g>
      ))}
    </svg>
  );
}

/** What a group consists of, as far as it can be seen. */
function Parts({ group, parts }: { readonly group: Tile; readonly parts: TreemapGroup['parts'] }) {
  const top = fits(group) ? headerHeight : 2;
  const room = { width: group.width - 4, height: group.height - top - 2 };
  if (room.width < 12 || room.height < 12) return null;
  const tiles = layOutTreemap(parts, room.width, room.height).filter((tile) => tile.width * tile.height > 9);
  return (
    <g transform={`translate(2 ${top})`}>
      {tiles.map((tile, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: names can repeat, and the list never changes
        <g key={index}>
          <title>{`${tile.name}: ${formatBytes(tile.size)}`}</title>
          <rect
            x={tile.x}
            y={tile.y}
            width={tile.width}
            height={tile.height}
            className="fill-accent/10 stroke-accent-wash"
          />
          {fits(tile) && (
            <text x={tile.x + 5} y={tile.y + 13} className="fill-ink-muted font-mono text-[10px]">
              {shorten(nameInside(group.name, tile.name), tile.width - 8)}
            </text>
          )}
        </g>
      ))}
    </g>
  );
}

function fits({ width: across, height: down }: Tile): boolean {
  return across > 42 && down > 18;
}

function roomBehind({ name, width: across }: Tile): number {
  return across - 12 - name.length * characterWidth;
}

function shorten(text: string, room: number): string {
  const characters = Math.floor(room / characterWidth);
  return text.length <= characters ? text : `${text.slice(0, Math.max(0, characters - 1))}…`;
}
