import { MergeView } from '@codemirror/merge';
import { EditorState } from '@codemirror/state';
import { EditorView, lineNumbers } from '@codemirror/view';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import type { Exchange } from '../../src-main/contract/rpc/requests.ts';
import { useTabTitle } from '../app/tabs/use-tab-title.ts';
import { editorTheme } from '../editor/editor-theme.ts';
import { shadowRootOf } from '../editor/shadow-root.ts';
import { queries } from '../rpc/client.ts';
import { PageError } from '../ui/failure.tsx';
import { formatTime } from '../ui/format.ts';
import { decode, previewBytes, readBody } from './response-body.ts';

/** Two answers beside one another: status, headers and body as text, with what differs marked. */
export function ResponseDiffPage() {
  const { before, after } = useParams({ from: '/compare/$before/$after' });
  const one = useQuery({ queryKey: ['answer-text', before], queryFn: () => answerText(before) });
  const other = useQuery({ queryKey: ['answer-text', after], queryFn: () => answerText(after) });
  const { data: first } = useQuery(queries.history.get.queryOptions({ input: { exchangeId: before } }));
  const { data: second } = useQuery(queries.history.get.queryOptions({ input: { exchangeId: after } }));
  useTabTitle(first && `Compare ${first.name || first.request.method}`);
  const error = one.error ?? other.error;
  if (error !== null) return <PageError title="These answers can't be compared" error={error} />;
  if (one.data === undefined || other.data === undefined || first === undefined || second === undefined)
    return null;
  return (
    <div className="flex h-full flex-col">
      <div className="grid shrink-0 grid-cols-2 border-b text-small text-ink-muted *:px-3 *:py-1.5">
        <span>{formatTime(first.sentAt)}</span>
        <span>{formatTime(second.sentAt)}</span>
      </div>
      <Diff before={one.data} after={other.data} />
    </div>
  );
}

function Diff({ before, after }: { readonly before: string; readonly after: string }) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (host.current === null) return;
    const extensions = [editorTheme, lineNumbers(), EditorView.lineWrapping, EditorState.readOnly.of(true)];
    const root = shadowRootOf(host.current);
    const view = new MergeView({
      parent: root,
      root,
      a: { doc: before, extensions },
      b: { doc: after, extensions },
      collapseUnchanged: { margin: 3, minSize: 6 },
    });
    return () => view.destroy();
  }, [before, after]);
  return <div ref={host} className="min-h-0 grow overflow-auto select-text" />;
}

async function answerText(exchangeId: string): Promise<string> {
  const exchange = await queries.history.get.call({ exchangeId });
  const bytes = await readBody(exchangeId, previewBytes);
  return `${headOf(exchange)}\n\n${prettyText(bytes)}`;
}

function headOf({ response }: Exchange): string {
  if (response === null) return 'No answer';
  return [
    `${response.status} ${response.statusText}`,
    ...response.headers.map(([name, value]) => `${name}: ${value}`),
  ].join('\n');
}

/** JSON is spread over lines, so that what differs is a line and not everything. */
function prettyText(bytes: Uint8Array): string {
  const text = decode(bytes);
  if (text === null) return `${bytes.byteLength} bytes that are not text`;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
