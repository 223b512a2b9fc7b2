import { type Failure, RequestFailure } from './request-failure.ts';

/** With whether a part of the answer had come. */
type Sentence = (host: string, hasBegun: boolean) => readonly [message: string, hint: string];

const trustHint =
  'If the server is yours, start Atelier with NODE_EXTRA_CA_CERTS naming the PEM file of the certificate, or of the authority that signed it.';
const selfSigned: Sentence = (host) => [
  `${host} showed a certificate that it signed itself, so nobody vouches for it.`,
  trustHint,
];
const unknownAuthority: Sentence = (host) => [
  `The certificate of ${host} is signed by an authority that this machine does not know, or the server left out a part of the chain.`,
  trustHint,
];
const noPlainHttp: Sentence = (host) => [
  `${host} does not speak TLS on this port.`,
  'It may speak plain HTTP: try http:// instead of https://.',
];

/** What the error codes of sockets, name resolution and TLS mean, by their names in Node. */
const sentences: Readonly<Record<string, Sentence>> = {
  ECONNREFUSED: (host) => [
    `Nothing listens on ${host}.`,
    'Is the platform, or whatever should answer there, running? Compare the port.',
  ],
  ENOTFOUND: (host) => [`There is no host ${host}.`, 'Check its spelling, and the network.'],
  EAI_AGAIN: (host) => [
    `The address of ${host} could not be looked up.`,
    'Check the network, then send it again.',
  ],
  ETIMEDOUT: (host) => [`${host} did not answer to the connection.`, 'A firewall may be in between.'],
  EHOSTUNREACH: (host) => [`There is no way to ${host}.`, 'Check the address and the network.'],
  ENETUNREACH: (host) => [`There is no network that leads to ${host}.`, 'Check the network.'],
  ECONNRESET: (host, hasBegun) =>
    hasBegun
      ? [`${host} closed the connection before its answer was whole.`, 'Its own log may say why.']
      : [
          `${host} closed the connection before it answered.`,
          'Its own log may say why; it may also expect https:// instead of http://.',
        ],
  EPIPE: (host) => [
    `${host} stopped listening while the request was sent.`,
    'The body may be larger than it takes.',
  ],
  DEPTH_ZERO_SELF_SIGNED_CERT: selfSigned,
  SELF_SIGNED_CERT_IN_CHAIN: unknownAuthority,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT: unknownAuthority,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: unknownAuthority,
  CERT_HAS_EXPIRED: (host) => [
    `The certificate of ${host} has expired.`,
    'Renew it there, or check the clock of this machine.',
  ],
  CERT_NOT_YET_VALID: (host) => [
    `The certificate of ${host} is not valid yet.`,
    'Check the clock of this machine.',
  ],
  ERR_TLS_CERT_ALTNAME_INVALID: (host) => [
    `The certificate is not one for ${host}, but for other names.`,
    'Use one of the names that it is for, or give the server a certificate for this one.',
  ],
  EPROTO: noPlainHttp,
  ERR_SSL_WRONG_VERSION_NUMBER: noPlainHttp,
  ERR_SSL_PACKET_LENGTH_TOO_LONG: noPlainHttp,
};

/** Puts into words why a request to `url` got no whole answer, or none where nothing of it has begun to come. */
export function explainFailure(error: unknown, url: URL | null, hasBegun: boolean): Failure {
  if (error instanceof RequestFailure) return { code: error.code, message: error.message, hint: error.hint };
  const { code = '', message } = error instanceof Error ? withCode(error) : { message: String(error) };
  const sentence = sentences[code];
  if (sentence !== undefined) {
    const [text, hint] = sentence(url?.host ?? 'The host', hasBegun);
    return { code, message: text, hint };
  }
  if (code.startsWith('HPE_'))
    return {
      code,
      message: `${url?.host} answered with something that is not HTTP (${message}).`,
      hint: 'Another protocol may be spoken on this port.',
    };
  if (code.startsWith('Z_') || code.startsWith('ERR__ERROR_'))
    return {
      code,
      message: `The answer is not compressed as its Content-Encoding says (${message}).`,
      hint: 'Send it without an Accept-Encoding header.',
    };
  return { code: code || 'failed', message: `The request failed: ${message}.`, hint: null };
}

function withCode(error: Error & { readonly code?: unknown }): { code: string; message: string } {
  return { code: typeof error.code === 'string' ? error.code : '', message: error.message };
}
