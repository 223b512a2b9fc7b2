import { useEffect, useMemo, useState } from 'react';
import { VirtualList } from '../ui/virtual-list.tsx';
import type { Match } from './find-matches.ts';
import { MarkedText } from './marked-text.tsx';

const bytesPerLine = 16;

interface HexViewProps {
  readonly label?: string;
  readonly bytes: Uint8Array;
  readonly matches: readonly Match[];
  /** Which of the matches is shown, from 0. */
  readonly current: number;
}

/** Bytes in hex and as characters, sixteen a line. */
export function HexView({ label = 'Response in hex', bytes, matches, current }: HexViewProps) {
  const [selected, setSelected] = useState<string | null>(null);
  const shown = matches[current];
  useEffect(() => {
    if (shown !== undefined) setSelected(String(shown.from - (shown.from % bytesPerLine)));
  }, [shown]);
  const offsets = useMemo(
    () =>
      Array.from({ length: Math.ceil(bytes.byteLength / bytesPerLine) }, (_, line) => line * bytesPerLine),
    [bytes],
  );
  return (
    <VirtualList
      label={label}
      rowHeight={20}
      items={offsets}
      keyOf={String}
      selected={selected}
      onSelect={(offset) => setSelected(String(offset))}
    >
      {(offset) => {
        const line = bytes.subarray(offset, offset + bytesPerLine);
        const inLine = matchesIn(matches, offset, line.length);
        return (
          <pre className="px-3 text-small">
            <span className="text-ink-faint">{offset.toString(16).padStart(8, '0')}</span>
            {'  '}
            <MarkedText text={hexOf(line)} matches={inLine.map(inHex)} />
            {' '.repeat(bytesPerLine * 3 - hexOf(line).length + 1)}
            <span className="text-ink-muted">
              <MarkedText text={charactersOf(line)} matches={inLine} />
            </span>
          </pre>
        );
      }}
    </VirtualList>
  );
}

/** The parts of matches that are in a line, counted from its beginning; what overlaps is one. */
function matchesIn(matches: readonly Match[], offset: number, length: number): Match[] {
  const parts: Match[] = [];
  for (const { from, to } of matches) {
    if (to <= offset || from >= offset + length) continue;
    const start = Math.max(from - offset, parts.at(-1)?.to ?? 0);
    const end = Math.min(to - offset, length);
    if (end > start) parts.push({ from: start, to: end });
  }
  return parts;
}

/** A byte is two digits and a blank. */
function inHex({ from, to }: Match): Match {
  return { from: from * 3, to: to * 3 - 1 };
}

function hexOf(line: Uint8Array): string {
  return [...line].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

function charactersOf(line: Uint8Array): string {
  return [...line].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
}
