/**
 * What a JavaScript function on Atelier has beside the language itself (QuickJS-NG, ES2025). For editors: put
 * `/// <reference path="atelier.d.ts" />` at the top of a script, or the file in a project's `types`.
 *
 * Everything that reaches outside is a hostcall in the invocation's trace. The top level of a script that reaches
 * for nothing outside runs once, when the function is loaded; otherwise it runs for each request. Nothing is kept
 * from one request to the next.
 */

/** What `trigger_http` receives. */
interface HttpRequest {
  readonly method: string;
  /** The whole URL as it was called. */
  readonly url: string;
  /** What follows the function's id, `/` where nothing does. */
  readonly path: string;
  /** A name that occurs more than once has a list. */
  readonly query: Readonly<Record<string, string | string[]>>;
  readonly headers: RequestHeaders;
  /** The body as text; bytes that are not UTF-8 are replacement characters in it. */
  readonly body: string;
  /** The body as it arrived. */
  readonly bytes: Uint8Array;
}

/** Header names as they were sent; a look-up finds any spelling: `headers['user-agent']`, `headers.get('User-Agent')`. */
type RequestHeaders = Readonly<Record<string, string | undefined>> & {
  get(name: string): string | null;
  has(name: string): boolean;
};

/** What `trigger_http` returns, or a promise of it. */
interface HttpResponse {
  /** From 200 to 599. */
  status: number;
  statusText?: string;
  /** A list sends the header once for each of its values. */
  headers?: Headers | Record<string, string | number | (string | number)[]>;
  body?: string | ArrayBuffer | ArrayBufferView | null;
}

/** What `trigger_pulsar` receives. Times are milliseconds since the epoch. */
interface PulsarMessage {
  readonly topic: string;
  readonly messageId: string;
  readonly key: string | null;
  readonly properties: Readonly<Record<string, string>>;
  readonly publishTime: number;
  readonly eventTime: number;
  readonly redeliveryCount: number;
  /** The payload as text; bytes that are not UTF-8 are replacement characters in it. */
  readonly payload: string;
  /** The payload as it arrived. */
  readonly bytes: Uint8Array;
}

/**
 * A script defines those that it serves: as functions of a classic script, or as exports of an ES module (named, in
 * an object by `export default`, or a function by `export default` for `main`).
 */
interface FunctionTriggers {
  /** `?trigger=http` */
  trigger_http?(request: HttpRequest): HttpResponse | Promise<HttpResponse>;
  /** Returning acknowledges the message; throwing does not. */
  trigger_pulsar?(message: PulsarMessage): unknown;
  /** Without a trigger: what it gives is written to stdout. A script can also just run, without `main`. */
  main?(): string | Uint8Array | undefined | Promise<string | Uint8Array | undefined>;
}

/** stdin: the body of a request without a trigger. */
interface InputStream {
  /** All that is left, as text. */
  readAsString(): string;
  /** All that is left. */
  readAsBytes(): Uint8Array;
  /** Up to `size` bytes; fewer only at the end. */
  readBytes(size: number): Uint8Array;
  /** The next line without its end; null at the end. */
  getline(): string | null;
  eof(): boolean;
}

/** stdout or stderr; nothing is buffered. */
interface OutputStream {
  puts(...texts: unknown[]): void;
  write(data: string | ArrayBuffer | ArrayBufferView): void;
  flush(): void;
}

declare const std: {
  readonly in: InputStream;
  readonly out: OutputStream;
  readonly err: OutputStream;
  /** A variable of the function's environment. */
  getenv(name: string): string | undefined;
  getenviron(): Record<string, string>;
  /** Ends the function at once; 0 is a good end. */
  exit(code?: number): never;
};

/** All of stdin as text. */
declare function readStdin(): string;

/** Writes values to stdout, a space between them and a line end behind. */
declare function print(...values: unknown[]): void;

/** The arguments of the invocation, the first the program's name. */
declare const scriptArgs: string[];

/** `warn`, `error`, `trace` and `assert` write to stderr, the others to stdout. */
declare const console: {
  log(...values: unknown[]): void;
  info(...values: unknown[]): void;
  debug(...values: unknown[]): void;
  dir(value: unknown): void;
  warn(...values: unknown[]): void;
  error(...values: unknown[]): void;
  trace(...values: unknown[]): void;
  assert(condition: unknown, ...values: unknown[]): void;
  group(...values: unknown[]): void;
  groupCollapsed(...values: unknown[]): void;
  groupEnd(): void;
  table(data: unknown, columns?: readonly string[]): void;
  count(label?: string): void;
  countReset(label?: string): void;
  time(label?: string): void;
  timeLog(label?: string, ...values: unknown[]): void;
  timeEnd(label?: string): void;
};

/** The part of Node's `process` that programs use everywhere. */
declare const process: {
  readonly env: Record<string, string | undefined>;
  readonly argv: string[];
  readonly platform: 'wasi';
  readonly stdout: OutputStream;
  readonly stderr: OutputStream;
  cwd(): string;
  exit(code?: number): never;
  nextTick(callback: (...parameters: never[]) => void, ...parameters: unknown[]): void;
};

/** Milliseconds. */
declare function setTimeout(
  callback: (...parameters: never[]) => void,
  delay?: number,
  ...parameters: unknown[]
): number;
declare function setInterval(
  callback: (...parameters: never[]) => void,
  delay?: number,
  ...parameters: unknown[]
): number;
declare function clearTimeout(timer: number | undefined): void;
declare function clearInterval(timer: number | undefined): void;
declare function queueMicrotask(callback: () => void): void;

declare const performance: {
  /** Milliseconds since the invocation first asked. */
  now(): number;
  /** When that was, in milliseconds since the epoch. */
  readonly timeOrigin: number;
};

declare class TextEncoder {
  readonly encoding: 'utf-8';
  encode(text?: string): Uint8Array;
  encodeInto(text: string, destination: Uint8Array): { read: number; written: number };
}

/** UTF-8 alone. */
declare class TextDecoder {
  constructor(label?: 'utf-8' | 'utf8', options?: { fatal?: boolean; ignoreBOM?: boolean });
  readonly encoding: 'utf-8';
  readonly fatal: boolean;
  readonly ignoreBOM: boolean;
  decode(data?: ArrayBuffer | ArrayBufferView, options?: { stream?: boolean }): string;
}

/** What the web's functions throw where it is no TypeError: its name says why, `AbortError` for one. */
declare class DOMException extends Error {
  constructor(message?: string, name?: string);
  readonly code: number;
}

declare function atob(text: string): string;
declare function btoa(text: string): string;
declare function structuredClone<Value>(value: Value, options?: { transfer?: Iterable<ArrayBuffer> }): Value;

declare class URL {
  constructor(url: string | URL, base?: string | URL);
  static canParse(url: string | URL, base?: string | URL): boolean;
  static parse(url: string | URL, base?: string | URL): URL | null;
  href: string;
  readonly origin: string;
  protocol: string;
  username: string;
  password: string;
  host: string;
  hostname: string;
  port: string;
  pathname: string;
  search: string;
  hash: string;
  readonly searchParams: URLSearchParams;
  toString(): string;
  toJSON(): string;
}

declare class URLSearchParams implements Iterable<[string, string]> {
  constructor(init?: string | Iterable<[string, string]> | Record<string, string>);
  readonly size: number;
  append(name: string, value: string): void;
  delete(name: string, value?: string): void;
  get(name: string): string | null;
  getAll(name: string): string[];
  has(name: string, value?: string): boolean;
  set(name: string, value: string): void;
  sort(): void;
  forEach(callback: (value: string, name: string, list: URLSearchParams) => void): void;
  entries(): IterableIterator<[string, string]>;
  keys(): IterableIterator<string>;
  values(): IterableIterator<string>;
  [Symbol.iterator](): IterableIterator<[string, string]>;
  toString(): string;
}

declare class Headers implements Iterable<[string, string]> {
  constructor(init?: Iterable<[string, string]> | Record<string, string | string[]> | null);
  append(name: string, value: string): void;
  delete(name: string): void;
  get(name: string): string | null;
  getSetCookie(): string[];
  has(name: string): boolean;
  set(name: string, value: string): void;
  forEach(callback: (value: string, name: string, headers: Headers) => void): void;
  entries(): IterableIterator<[string, string]>;
  keys(): IterableIterator<string>;
  values(): IterableIterator<string>;
  [Symbol.iterator](): IterableIterator<[string, string]>;
}

/** The part of Web Crypto that needs no keys. */
declare const crypto: {
  getRandomValues<Values extends ArrayBufferView>(values: Values): Values;
  randomUUID(): string;
  readonly subtle: {
    digest(
      algorithm: 'SHA-1' | 'SHA-256' | 'SHA-384' | 'SHA-512' | { name: string },
      data: ArrayBuffer | ArrayBufferView,
    ): Promise<ArrayBuffer>;
  };
};

/** A connection that a function opened, within its egress policy; what has not been closed ends with the invocation. */
interface Connection {
  /** What came, `max` bytes of it at most (65,536 unless said), as soon as there is something; no bytes at the end. */
  read(max?: number): Promise<Uint8Array>;
  /** Resolves when all of it is on its way. */
  write(data: string | ArrayBuffer | ArrayBufferView): Promise<void>;
  /** Sends no more; what the other end still says can be read. */
  end(): Promise<void>;
  /** Gives the connection up: a read that waits fails. */
  close(): void;
  /** This end, as `host:port`. */
  local(): string;
  /** The other end, as `host:port`. */
  peer(): string;
}

declare const net: {
  readonly WasiTcpConn: {
    /** Connects to `host:port`, an IPv6 address in brackets. Fails with the reason that dmesg has. */
    connect(address: string): Promise<Connection>;
  };
  readonly WasiTlsConn: {
    /** The same by TLS. The certificate has to be valid for the server's name: the address's own, unless said. */
    connect(address: string, options?: { serverName?: string }): Promise<Connection>;
  };
};

declare class AbortSignal {
  static abort(reason?: unknown): AbortSignal;
  /** Aborted after that many milliseconds. */
  static timeout(milliseconds: number): AbortSignal;
  /** Aborted with the first of these. */
  static any(signals: Iterable<AbortSignal>): AbortSignal;
  readonly aborted: boolean;
  readonly reason: unknown;
  onabort: ((event: { type: 'abort'; target: AbortSignal }) => void) | null;
  throwIfAborted(): void;
  addEventListener(type: 'abort', listener: (event: { type: 'abort'; target: AbortSignal }) => void): void;
  removeEventListener(type: 'abort', listener: (event: { type: 'abort'; target: AbortSignal }) => void): void;
}

declare class AbortController {
  readonly signal: AbortSignal;
  abort(reason?: unknown): void;
}

type HeadersInit = Headers | Iterable<[string, string]> | Record<string, string | string[]>;
type BodyInit = string | ArrayBuffer | ArrayBufferView | URLSearchParams;

/** What requests and responses have in common. The body is there as a whole; it is read once. */
interface Body {
  readonly headers: Headers;
  readonly body: Uint8Array;
  readonly bodyUsed: boolean;
  text(): Promise<string>;
  json<Value = unknown>(): Promise<Value>;
  bytes(): Promise<Uint8Array>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

interface RequestInit {
  method?: string;
  headers?: HeadersInit;
  body?: BodyInit | null;
  /** `follow` unless said, 20 redirects at most. */
  redirect?: 'follow' | 'manual' | 'error';
  signal?: AbortSignal | null;
}

interface Request extends Body {}
declare class Request {
  clone(): Request;
  constructor(input: string | URL | Request, init?: RequestInit);
  readonly method: string;
  readonly url: string;
  readonly redirect: 'follow' | 'manual' | 'error';
  readonly signal: AbortSignal | null;
}

interface Response extends Body {}
/** Can be what `trigger_http` returns, too. */
declare class Response {
  clone(): Response;
  constructor(body?: BodyInit | null, init?: { status?: number; statusText?: string; headers?: HeadersInit });
  static json(
    value: unknown,
    init?: { status?: number; statusText?: string; headers?: HeadersInit },
  ): Response;
  readonly status: number;
  readonly statusText: string;
  readonly ok: boolean;
  readonly url: string;
  readonly redirected: boolean;
}

/**
 * HTTP/1.1 over a connection of its own, within the egress policy. An answer has up to 32 MiB. Fails with a TypeError
 * where there is none, and with the signal's reason.
 */
declare function fetch(input: string | URL | Request, init?: RequestInit): Promise<Response>;
