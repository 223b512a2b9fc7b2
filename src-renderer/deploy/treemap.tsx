import { formatBytes } from '../ui/format.ts';
import { layOutTreemap } from './treemap-layout.ts';

interface TreemapProps {
  readonly label: string;
  readonly areas: readonly { readonly name: string; readonly size: number }[];
}

const width = 860;
const height = 220;

/** Sizes as tiles. The list beside it says the same in words: the picture is for eyes alone. */
export function Treemap({ label, areas }: TreemapProps) {
  return (
    <svg role="img" aria-label={label} viewBox={`0 0 ${width} ${height}`} className="w-full rounded-card">
      {layOutTreemap(areas, width, height).map((tile) => (
        <g key={tile.name}>
          <title>{`${tile.name}: ${formatBytes(tile.size)}`}</title>
          <rect
            x={tile.x}
            y={tile.y}
            width={tile.width}
            height={tile.height}
            className="fill-accent-wash stroke-canvas"
            strokeWidth={2}
          />
          {tile.width > 60 && tile.height > 18 && (
            <text x={tile.x + 6} y={tile.y + 15} className="fill-ink font-mono text-[10px]">
              {tile.name.slice(0, Math.floor((tile.width - 10) / 6.2))}
              {tile.height > 32 && (
                <tspan x={tile.x + 6} dy={14} className="fill-ink-muted">
                  {formatBytes(tile.size)}
                </tspan>
              )}
            </text>
          )}
        </g>
      ))}
    </svg>
  );
}
