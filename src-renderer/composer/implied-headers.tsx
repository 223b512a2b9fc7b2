import { useQuery } from '@tanstack/react-query';
import type { RequestDraft } from '../../src-main/contract/rpc/requests.ts';
import { queries } from '../rpc/client.ts';
import { previewText } from './preview-variables.ts';
import { useVariables } from './variables-context.tsx';

/** The headers that are added when the request leaves, as far as nobody wrote them. */
export function ImpliedHeaders({ draft }: { readonly draft: RequestDraft }) {
  const variables = useVariables();
  const { data: info } = useQuery(queries.platform.info.queryOptions());
  const written = new Set(
    draft.headers.filter(({ enabled }) => enabled).map(({ name }) => name.trim().toLowerCase()),
  );
  const implied = [
    ['Host', hostOf(previewText(draft.url, variables))],
    ['User-Agent', `Atelier/${info?.version ?? ''}`],
    ['Authorization', authorizationOf(draft.authentication)],
    ['Content-Type', contentTypeOf(draft.body)],
    ['Content-Length', draft.body.kind === 'none' ? null : 'the size of the body'],
  ].filter(([name, value]) => value !== null && !written.has(String(name).toLowerCase()));
  return (
    <section aria-label="Added when it is sent" className="border-t p-3 text-small">
      <h2 className="mb-1 font-medium text-ink-muted">Added when it is sent</h2>
      <dl className="grid grid-cols-[fit-content(40%)_minmax(0,1fr)] gap-x-4 gap-y-0.5 font-mono">
        {implied.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="min-w-32 text-ink-muted">{name}</dt>
            <dd className="break-all">{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function hostOf(address: string): string | null {
  return /^(?:https?:\/\/)?([^/?#\s]+)/i.exec(address.trim())?.[1] ?? null;
}

function authorizationOf({ kind }: RequestDraft['authentication']): string | null {
  const values = {
    none: null,
    basic: 'Basic, the user and the password',
    bearer: 'Bearer, the token',
    'control-plane': "Bearer, this home's own token",
  };
  return values[kind];
}

function contentTypeOf(body: RequestDraft['body']): string | null {
  switch (body.kind) {
    case 'none':
      return null;
    case 'form':
      return 'application/x-www-form-urlencoded';
    case 'multipart':
      return 'multipart/form-data, with a boundary';
    default:
      return body.contentType;
  }
}
