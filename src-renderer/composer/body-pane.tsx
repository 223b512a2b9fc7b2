import { useQuery } from '@tanstack/react-query';
import { query as findInJson } from 'json-p3';
import { useEffect, useMemo, useState } from 'react';
import type { Exchange } from '../../src-main/contract/rpc/requests.ts';
import { CodeEditor } from '../editor/code-editor.tsx';
import { Button } from '../ui/button.tsx';
import { Select, TextInput } from '../ui/field.tsx';
import { formatBytes } from '../ui/format.ts';
import { HexView } from './hex-view.tsx';
import { JsonTree } from './json-tree.tsx';
import { type BodyView, decode, previewBytes, readBody, showableBytes, viewsOf } from './response-body.ts';

const titles: Readonly<Record<BodyView, string>> = {
  json: 'Tree',
  text: 'Text',
  image: 'Image',
  html: 'Preview',
  hex: 'Hex',
};

/** The body of an answer in the view that suits it; a large one shows its beginning until more is asked for. */
export function BodyPane({ exchange }: { readonly exchange: Exchange }) {
  const size = exchange.response?.bodySize ?? 0;
  const [length, setLength] = useState(previewBytes);
  const { data: bytes } = useQuery({
    queryKey: ['response-body', exchange.id, exchange.state, size, length],
    queryFn: () => readBody(exchange.id, length),
  });
  if (size === 0) return <p className="p-3 text-ink-faint">The answer has no body.</p>;
  if (bytes === undefined) return null;
  return (
    <div className="flex h-full flex-col">
      {size > length && (
        <div className="flex shrink-0 items-center gap-2 border-b bg-warn-wash px-3 py-1 text-warn">
          The body is {formatBytes(size)}; these are the first {formatBytes(length)}.
          {size <= showableBytes && (
            <Button look="quiet" onClick={() => setLength(size)}>
              Show all of it
            </Button>
          )}
        </div>
      )}
      <Views exchange={exchange} bytes={bytes} />
      <SaveLink exchange={exchange} bytes={bytes} whole={size <= length} />
    </div>
  );
}

function Views({
  exchange,
  bytes,
}: {
  readonly exchange: Exchange;
  readonly bytes: Uint8Array<ArrayBuffer>;
}) {
  const views = useMemo(() => viewsOf(exchange, bytes), [exchange, bytes]);
  const [chosen, setChosen] = useState<BodyView | null>(null);
  const [filter, setFilter] = useState('');
  const view = chosen !== null && views.includes(chosen) ? chosen : (views[0] ?? 'hex');
  const text = useMemo(() => decode(bytes) ?? '', [bytes]);
  return (
    <>
      <div role="toolbar" aria-label="View" className="flex shrink-0 items-center gap-1.5 border-b px-2 py-1">
        <Select
          aria-label="View of the body"
          className="w-28!"
          value={view}
          onChange={(event) => setChosen(event.target.value as BodyView)}
        >
          {views.map((id) => (
            <option key={id} value={id}>
              {titles[id]}
            </option>
          ))}
        </Select>
        {view === 'json' && (
          <TextInput
            aria-label="Filter by JSONPath"
            placeholder="$.items[?@.price < 10].name"
            className="font-mono"
            value={filter}
            onChange={(event) => setFilter(event.target.value)}
          />
        )}
      </div>
      <div className="min-h-0 grow overflow-auto">
        {view === 'json' && <FilteredJson text={text} filter={filter} />}
        {view === 'text' && <CodeEditor label="Response" path={pathOf(exchange)} value={text} readOnly />}
        {view === 'image' && <ImageView exchange={exchange} bytes={bytes} />}
        {view === 'html' && (
          // No script, no form, no navigation and an origin of its own: the page may be anybody's.
          <iframe title="Preview" sandbox="" srcDoc={text} className="h-full w-full bg-[white]" />
        )}
        {view === 'hex' && <HexView bytes={bytes} />}
      </div>
    </>
  );
}

function FilteredJson({ text, filter }: { readonly text: string; readonly filter: string }) {
  const value = useMemo(() => JSON.parse(text), [text]);
  const found = useMemo(() => filterJson(value, filter), [value, filter]);
  if (found.problem !== null) return <p className="p-3 text-bad">{found.problem}</p>;
  return <JsonTree value={found.value} />;
}

function filterJson(value: unknown, filter: string): { value: unknown; problem: string | null } {
  if (filter.trim() === '' || filter.trim() === '$') return { value, problem: null };
  try {
    return { value: findInJson(filter, value as never).values(), problem: null };
  } catch (error) {
    return { value: null, problem: error instanceof Error ? error.message : 'That is no JSONPath.' };
  }
}

function ImageView({
  exchange,
  bytes,
}: {
  readonly exchange: Exchange;
  readonly bytes: Uint8Array<ArrayBuffer>;
}) {
  const url = useObjectUrl(bytes, exchange.response?.contentType ?? 'application/octet-stream');
  return (
    <div className="flex min-h-full items-center justify-center bg-pane p-4">
      {url !== null && <img src={url} alt="The answer's body" className="max-w-full" />}
    </div>
  );
}

interface SaveLinkProps {
  readonly exchange: Exchange;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly whole: boolean;
}

function SaveLink({ exchange, bytes, whole }: SaveLinkProps) {
  const url = useObjectUrl(bytes, exchange.response?.contentType ?? 'application/octet-stream');
  return (
    <div className="flex h-6 shrink-0 items-center gap-3 border-t px-3 text-small text-ink-muted">
      {exchange.response?.contentType ?? 'No content type'}
      <span className="grow" />
      {url !== null && (
        <a
          href={url}
          download={whole ? 'response' : 'response-beginning'}
          className="text-accent hover:underline"
        >
          {whole ? 'Save' : 'Save what is shown'}
        </a>
      )}
    </div>
  );
}

function useObjectUrl(bytes: Uint8Array<ArrayBuffer>, type: string): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([bytes], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return url;
}

function pathOf(exchange: Exchange): string {
  const type = exchange.response?.contentType ?? '';
  if (type.includes('json')) return 'response.json';
  if (type.includes('html')) return 'response.html';
  return type.includes('xml') ? 'response.xml' : 'response.txt';
}
