import { ClipboardCopy } from 'lucide-react';
import type { Exchange } from '../../src-main/contract/rpc/requests.ts';
import { formatBytes } from '../ui/format.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { copyExchangeAsCurl } from './copy-curl.ts';
import { HeaderList } from './header-list.tsx';

/** What really went over the wire, and where redirects led it. */
export function SentView({ exchange }: { readonly exchange: Exchange }) {
  const { request, redirects } = exchange;
  return (
    <>
      <div className="flex items-start gap-2 px-3 pt-2">
        <p className="min-w-0 grow pt-1 font-mono break-all select-text">
          {request.method} {request.url}
        </p>
        <IconButton
          icon={ClipboardCopy}
          label="Copy as curl, as it was sent"
          onClick={() => void copyExchangeAsCurl(exchange)}
        />
      </div>
      <HeaderList headers={request.headers} />
      <p className="px-3 pb-3 text-ink-muted">
        {request.bodySize === 0 ? 'No body' : `${formatBytes(request.bodySize)} of body`}
      </p>
      {redirects.length > 0 && (
        <section aria-label="Redirects" className="border-t p-3">
          <h2 className="mb-1 text-small font-medium text-ink-muted">Redirected</h2>
          <ol className="font-mono text-small select-text">
            {redirects.map(({ status, location }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: redirects may go in circles, and the list never changes
              <li key={index} className="break-all">
                {status} → {location}
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}
