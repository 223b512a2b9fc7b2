import { useMemo, useState } from 'react';
import { VirtualList } from '../ui/virtual-list.tsx';

const bytesPerLine = 16;

/** Bytes in hex and as characters, sixteen a line. */
export function HexView({ bytes }: { readonly bytes: Uint8Array }) {
  const [selected, setSelected] = useState<string | null>(null);
  const offsets = useMemo(
    () =>
      Array.from({ length: Math.ceil(bytes.byteLength / bytesPerLine) }, (_, line) => line * bytesPerLine),
    [bytes],
  );
  return (
    <VirtualList
      label="Response in hex"
      rowHeight={20}
      items={offsets}
      keyOf={String}
      selected={selected}
      onSelect={(offset) => setSelected(String(offset))}
    >
      {(offset) => {
        const line = bytes.subarray(offset, offset + bytesPerLine);
        return (
          <pre className="px-3 text-small">
            <span className="text-ink-faint">{offset.toString(16).padStart(8, '0')}</span>
            {`  ${hexOf(line).padEnd(bytesPerLine * 3)} `}
            <span className="text-ink-muted">{charactersOf(line)}</span>
          </pre>
        );
      }}
    </VirtualList>
  );
}

function hexOf(line: Uint8Array): string {
  return [...line].map((byte) => byte.toString(16).padStart(2, '0')).join(' ');
}

function charactersOf(line: Uint8Array): string {
  return [...line].map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
}
