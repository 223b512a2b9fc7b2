/** The long names of the short options that mean something to us or take a value. */
export const shortOptions: Readonly<Record<string, string>> = {
  A: 'user-agent',
  C: 'continue-at',
  D: 'dump-header',
  E: 'cert',
  F: 'form',
  G: 'get',
  H: 'header',
  I: 'head',
  K: 'config',
  L: 'location',
  P: 'ftp-port',
  Q: 'quote',
  T: 'upload-file',
  U: 'proxy-user',
  X: 'request',
  Y: 'speed-limit',
  b: 'cookie',
  c: 'cookie-jar',
  d: 'data',
  e: 'referer',
  h: 'help',
  k: 'insecure',
  m: 'max-time',
  n: 'netrc',
  o: 'output',
  r: 'range',
  t: 'telnet-option',
  u: 'user',
  w: 'write-out',
  x: 'proxy',
  y: 'speed-time',
  z: 'time-cond',
};

/** The options that are followed by a value, whether it means something to us or not. */
export const optionsWithValue: ReadonlySet<string> = new Set(
  `abstract-unix-socket aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to continue-at cookie cookie-jar create-file-mode
  crlfile curves data data-ascii data-binary data-raw data-urlencode delegation dns-interface dns-ipv4-addr dns-ipv6-addr
  dns-servers doh-url dump-header egd-file engine etag-compare etag-save expect100-timeout form form-string ftp-account
  ftp-method ftp-port happy-eyeballs-timeout-ms haproxy-clientip header help hostpubmd5 hostpubsha256 hsts http-header
  interface ipfs-gateway json keepalive-time key key-type krb libcurl limit-rate local-port login-options mail-auth
  mail-from mail-rcpt max-filesize max-redirs max-time netrc-file noproxy oauth2-bearer output output-dir parallel-max
  pass pinnedpubkey postquote preproxy prequote proto proto-default proto-redir proxy proxy-cacert proxy-cert
  proxy-header proxy-key proxy-pass proxy-user proxy1.0 pubkey quote random-file range rate referer request
  request-target resolve retry retry-delay retry-max-time sasl-authzid service-name socks4 socks4a socks5
  socks5-hostname speed-limit speed-time stderr telnet-option tftp-blksize time-cond tls-max tls13-ciphers tlspassword
  tlsuser trace trace-ascii trace-config unix-socket upload-file url url-query user user-agent variable
  write-out ech ip-tos keepalive-cnt proxy-capath proxy-cert-type proxy-ciphers proxy-crlfile proxy-key-type
  proxy-pinnedpubkey proxy-service-name proxy-tls13-ciphers proxy-tlsauthtype proxy-tlspassword proxy-tlsuser
  signature-algorithms socks5-gssapi-service tlsauthtype vlan-priority`.split(/\s+/),
);

/** Options that change who is asked, or who asks, and that no request of ours has. */
export const optionsWithoutMeaning: ReadonlySet<string> = new Set(
  `abstract-unix-socket anyauth aws-sigv4 cacert capath cert config connect-to digest http3 http3-only insecure interface
  key negotiate netrc netrc-file ntlm preproxy proxy proxy1.0 resolve socks4 socks4a socks5 socks5-hostname unix-socket
  variable`.split(/\s+/),
);

/** An option or word of a curl command: `name` is the long name without dashes, `url` for a word that is none. */
export interface CurlArgument {
  readonly name: string;
  readonly value: string;
}

/** Takes the words behind `curl` apart, up to `--next`: combined short options, values with and without a blank. */
export function readArguments(words: readonly string[]): CurlArgument[] {
  const found: CurlArgument[] = [];
  const rest = [...words];
  for (
    let word = rest.shift();
    word !== undefined && word !== '--next' && word !== '-:';
    word = rest.shift()
  ) {
    if (word === '--') {
      found.push(...rest.splice(0).map((value) => ({ name: 'url', value })));
    } else if (word.startsWith('--')) {
      const [, name = '', , value] = /^--([^=]*)(=([\s\S]*))?$/.exec(word) ?? [];
      found.push({ name, value: optionsWithValue.has(name) ? (value ?? rest.shift() ?? '') : '' });
    } else if (word.length > 1 && word.startsWith('-')) {
      found.push(...readShortOptions(word.slice(1), rest));
    } else {
      found.push({ name: 'url', value: word });
    }
  }
  return found;
}

function readShortOptions(letters: string, rest: string[]): CurlArgument[] {
  const found: CurlArgument[] = [];
  for (const [index, letter] of [...letters].entries()) {
    const name = shortOptions[letter] ?? letter;
    if (!optionsWithValue.has(name)) {
      found.push({ name, value: '' });
      continue;
    }
    found.push({ name, value: letters.slice(index + 1) || (rest.shift() ?? '') });
    break;
  }
  return found;
}
