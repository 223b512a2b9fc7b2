import type { RequestDraft } from '../../contract/rpc/requests.ts';
import { encodeBasic } from '../authorization-text.ts';
import { typeOfBody } from '../content-type.ts';
import { headerOf } from '../draft.ts';
import type { Header } from './header-pairs.ts';
import { RequestFailure } from './request-failure.ts';

/** The local platform's API, and the token that it takes. */
export interface ControlPlaneAccess {
  readonly apiUrl: string;
  readonly token: string;
}

interface HeadFacts {
  readonly url: URL;
  readonly boundary: string;
  readonly bodySize: number;
  readonly userAgent: string;
  readonly controlPlane: ControlPlaneAccess;
}

/** Methods whose requests say that they have no body (RFC 9110, 8.6). */
const methodsWithContent = new Set(['POST', 'PUT', 'PATCH']);

/**
 * The headers of a resolved draft as they are sent: its own in their order and spelling, with Host and User-Agent before
 * them and Authorization, Content-Type and Content-Length behind them where it has none of its own.
 * Throws a failure where the control plane's credentials would go to somebody else.
 */
export function prepareHeaders(draft: RequestDraft, facts: HeadFacts): Header[] {
  const { headers, body, method } = draft;
  const { url, boundary, bodySize } = facts;
  const missing = (name: string, value: string | null): Header[] =>
    value === null || headerOf(headers, name) !== null ? [] : [[name, value]];
  const hasLength =
    headerOf(headers, 'transfer-encoding') === null &&
    (body.kind !== 'none' || methodsWithContent.has(method.toUpperCase()));
  return [
    ...missing('Host', url.host),
    ...missing('User-Agent', facts.userAgent),
    ...headers.map(({ name, value }): Header => [name, value]),
    ...missing('Authorization', authorizationOf(draft, facts)),
    ...missing('Content-Type', typeOfBody(body, boundary)),
    ...missing('Content-Length', hasLength ? String(bodySize) : null),
  ];
}

function authorizationOf({ authentication }: RequestDraft, { url, controlPlane }: HeadFacts): string | null {
  switch (authentication.kind) {
    case 'none':
      return url.username === '' && url.password === ''
        ? null
        : encodeBasic(decodeURIComponent(url.username), decodeURIComponent(url.password));
    case 'basic':
      return encodeBasic(authentication.user, authentication.password);
    case 'bearer':
      return `Bearer ${authentication.token}`;
    case 'control-plane': {
      const { origin } = new URL(controlPlane.apiUrl);
      if (url.origin === origin) return `Bearer ${controlPlane.token}`;
      throw new RequestFailure(
        'credentials-withheld',
        `The local platform's credentials are for ${origin} alone, and were not sent to ${url.origin}.`,
        'Use {{api}} in the address, or choose another kind of authentication.',
      );
    }
  }
}
