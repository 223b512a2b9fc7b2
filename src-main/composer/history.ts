import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { AtelierError } from '../contract/errors.ts';
import type { Exchange, RequestDraft } from '../contract/rpc/requests.ts';
import type { ExchangeFilter, ExchangeRepository } from '../store/exchanges.ts';

/** How much is kept beside what is pinned: exchanges, and bytes of their bodies. */
export interface HistoryLimits {
  readonly count: number;
  readonly bytes: number;
}

export type BodySide = 'request' | 'response';

/** What was sent and what came back, kept over restarts. Calls with an unknown id throw `not-found`. */
export interface History {
  list(filter: ExchangeFilter): Exchange[];
  get(id: string): Exchange;
  /** A piece of a body and the size of the whole, in bytes; empty where there is no body. */
  body(
    id: string,
    side: BodySide,
    piece: { readonly offset: number; readonly length: number },
  ): Promise<BodyPiece>;
  /** Keeps an exchange for good, or not, and gives it a label. */
  pin(id: string, pinned: boolean, label: string | null): Promise<Exchange>;
  /** Makes what was sent from one request that of another, as when it is saved; gives the ids of these exchanges. */
  move(from: string, to: string): string[];
  remove(id: string): Promise<void>;
  /** Removes all that is not pinned and not under way. */
  clear(): Promise<void>;
  /** What it was sent from, with its variables in it. */
  reopen(id: string): RequestDraft;
  /** Begins an exchange; its bodies go into the files of {@link bodyFile}. */
  begin(exchange: Exchange, draft: RequestDraft): void;
  /**
   * Notes how far an exchange is. One that has ended can be found by what its bodies begin with, and makes room for
   * itself. An exchange that was removed meanwhile stays so.
   */
  update(exchange: Exchange): Promise<void>;
  bodyFile(id: string, side: BodySide): string;
}

export interface BodyPiece {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly size: number;
}

export interface HistoryOptions {
  readonly exchanges: ExchangeRepository;
  /** Where bodies are kept, one file each; nothing else is in there. */
  readonly folder: string;
  readonly limits?: HistoryLimits;
}

const defaultLimits: HistoryLimits = { count: 1_000, bytes: 256 * 1024 * 1024 };

/** How much of a body is searched, in bytes. */
const searchedBytes = 4_096;

/**
 * Opens the history. What was under way when the platform ended is marked as failed, and files of exchanges that are
 * not in the database go.
 */
export async function openHistory(options: HistoryOptions): Promise<History> {
  const { exchanges, folder, limits = defaultLimits } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const bodyFile = (id: string, side: BodySide) => join(folder, `${id}.${side}`);
  const get = (id: string) => exchanges.find(id) ?? missing();
  const remove = async (id: string) => {
    exchanges.delete(id);
    await removeBodies(id);
  };
  const removeBodies = (id: string) =>
    Promise.all([
      rm(bodyFile(id, 'request'), { force: true }),
      rm(bodyFile(id, 'response'), { force: true }),
    ]);
  const searchedText = async (exchange: Exchange) => {
    const sides = ['request', 'response'] as const;
    const bodies = await Promise.all(
      sides.map((side) => readPiece(bodyFile(exchange.id, side), { offset: 0, length: searchedBytes })),
    );
    return [headText(exchange), ...bodies.map(({ bytes }) => Buffer.from(bytes).toString())].join('\n');
  };

  for (const exchange of exchanges.listUnderWay())
    exchanges.replace(interrupted(exchange), await searchedText(exchange));
  await removeOrphans(folder, exchanges.ids());
  return {
    list: (filter) => exchanges.list(filter),
    get,
    body: async (id, side, piece) => {
      get(id);
      return readPiece(bodyFile(id, side), piece);
    },
    pin: async (id, pinned, label) => {
      const searched = await searchedText({ ...get(id), label });
      exchanges.replace({ ...get(id), pinned, label }, searched);
      return get(id);
    },
    move: (from, to) => exchanges.move(from, to),
    remove: async (id) => {
      get(id);
      await remove(id);
    },
    clear: async () => {
      for (const id of exchanges.listBeyond({ count: 0, bytes: 0 })) await remove(id);
    },
    reopen: (id) => exchanges.findDraft(id) ?? missing(),
    begin: (exchange, draft) => exchanges.insert(exchange, draft, headText(exchange)),
    update: async (exchange) => {
      const searched = isUnderWay(exchange) ? headText(exchange) : await searchedText(exchange);
      // It may have been pinned, labelled or moved since it was sent.
      const { pinned, label, requestKey } = exchanges.find(exchange.id) ?? exchange;
      const isKept = exchanges.replace({ ...exchange, pinned, label, requestKey }, searched);
      if (isUnderWay(exchange)) return;
      if (!isKept) await removeBodies(exchange.id);
      for (const id of exchanges.listBeyond(limits)) await remove(id);
    },
    bodyFile,
  };
}

function isUnderWay({ state }: Exchange): boolean {
  return state === 'sending' || state === 'receiving';
}

function interrupted(exchange: Exchange): Exchange {
  const message = 'Atelier ended before the answer was there.';
  return { ...exchange, state: 'failed', failure: { code: 'interrupted', message, hint: 'Send it again.' } };
}

function headText({ name, label, request, response }: Exchange): string {
  const headers = [...request.headers, ...(response?.headers ?? [])].map((header) => header.join(': '));
  return [name, label ?? '', `${request.method} ${request.url}`, response?.status ?? '', ...headers].join(
    '\n',
  );
}

async function readPiece(
  path: string,
  { offset, length }: { readonly offset: number; readonly length: number },
): Promise<BodyPiece> {
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (file === null) return { bytes: new Uint8Array(), size: 0 };
  try {
    const { size } = await file.stat();
    const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
    const { bytesRead } = await file.read(bytes, 0, bytes.length, offset);
    return { bytes: bytes.subarray(0, bytesRead), size };
  } finally {
    await file.close();
  }
}

async function removeOrphans(folder: string, known: ReadonlySet<string>): Promise<void> {
  const orphans = (await readdir(folder)).filter((name) => !known.has(name.replace(/\.\w+$/, '')));
  await Promise.all(orphans.map((name) => rm(join(folder, name), { force: true, recursive: true })));
}

function missing(): never {
  throw new AtelierError('not-found', 'This exchange is not in the history any more.');
}
