import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Exchange } from '../../src-main/contract/rpc/requests.ts';
import { Button } from '../ui/button.tsx';
import { formatBytes } from '../ui/format.ts';
import { showNotice } from '../ui/notice.tsx';
import { type BodyChoice, BodyViews } from './body-views.tsx';
import { previewBytes, readBody, showableBytes } from './response-body.ts';
import { saveAs } from './save-as.ts';

interface BodyPaneProps {
  readonly exchange: Exchange;
  readonly choice: BodyChoice;
  readonly onChoice: (choice: BodyChoice) => void;
}

/** The body of an answer in the view that suits it; a large one shows its beginning until more is asked for. */
export function BodyPane({ exchange, choice, onChoice }: BodyPaneProps) {
  const size = exchange.response?.bodySize ?? 0;
  const [length, setLength] = useState(previewBytes);
  const { data: bytes } = useQuery({
    // What of it is shown changes while it comes, and not once there is more than that.
    queryKey: ['response-body', exchange.id, exchange.state, Math.min(size, length)],
    placeholderData: (before, query) => (query?.queryKey[1] === exchange.id ? before : undefined),
    queryFn: () => readBody(exchange.id, length),
  });
  if (size === 0) return <NoBody exchange={exchange} />;
  if (bytes === undefined) return null;
  return (
    <div className="flex h-full flex-col">
      {size > length && (
        <div className="flex shrink-0 items-center gap-1 border-b bg-warn-wash px-3 py-1 text-warn">
          The body is {formatBytes(size)}; these are the first {formatBytes(length)}.
          {size <= showableBytes ? (
            <Button look="quiet" onClick={() => setLength(size)}>
              Show all of it
            </Button>
          ) : (
            <span>It is too large to be shown whole, and can be saved.</span>
          )}
        </div>
      )}
      <BodyViews exchange={exchange} bytes={bytes} choice={choice} onChoice={onChoice} />
      <Foot exchange={exchange} />
    </div>
  );
}

function NoBody({ exchange: { state, response } }: { readonly exchange: Exchange }) {
  const [, target] = response?.headers.find(([name]) => name.toLowerCase() === 'location') ?? [];
  return (
    <p className="p-3 text-ink-muted">
      {state === 'receiving' ? 'Nothing of the body has come yet.' : 'The answer has no body.'}
      {target !== undefined && (
        <>
          {' It leads to '}
          <code className="break-all select-text">{target}</code>. Redirects are followed where the options of
          the request say so.
        </>
      )}
    </p>
  );
}

function Foot({ exchange }: { readonly exchange: Exchange }) {
  const [isSaving, setSaving] = useState(false);
  const { response } = exchange;
  const save = async (): Promise<void> => {
    setSaving(true);
    try {
      const bytes = await readBody(exchange.id, response?.bodySize ?? 0);
      saveAs('response', new Blob([bytes], { type: response?.contentType ?? 'application/octet-stream' }));
    } catch (error) {
      showNotice({ text: error instanceof Error ? error.message : String(error) });
    }
    setSaving(false);
  };
  return (
    <div className="flex h-7 shrink-0 items-center gap-3 border-t pr-1 pl-3 text-small text-ink-muted">
      {response?.contentType ?? 'No content type'}
      <span className="grow" />
      <Button look="quiet" disabled={isSaving} onClick={() => void save()}>
        {isSaving ? 'Saving' : 'Save'}
      </Button>
    </div>
  );
}
