import type { Database } from 'better-sqlite3';
import type { Exchange, RequestDraft } from '../contract/rpc/requests.ts';

/** Which exchanges are wanted. */
export interface ExchangeFilter {
  /** Somewhere in what is searched, in any case; empty for all. */
  readonly text: string;
  readonly requestKey: string | null;
  readonly limit: number;
  /** Only exchanges older than this one. */
  readonly before: string | null;
}

/** What the composer sent, newest first. */
export interface ExchangeRepository {
  insert(exchange: Exchange, draft: RequestDraft, searched: string): void;
  /** Replaces what is known of an exchange; false where it is gone. */
  replace(exchange: Exchange, searched: string): boolean;
  /** Makes what was sent from one request that of another; gives the ids of these exchanges. */
  move(from: string, to: string): string[];
  find(id: string): Exchange | undefined;
  /** What the request was sent from, with its variables in it. */
  findDraft(id: string): RequestDraft | undefined;
  list(filter: ExchangeFilter): Exchange[];
  listUnderWay(): Exchange[];
  /** The oldest ones beyond that many, or that many bytes of bodies; never a pinned one, and never the newest. */
  listBeyond(limits: { readonly count: number; readonly bytes: number }): string[];
  ids(): Set<string>;
  delete(id: string): boolean;
}

interface ExchangeRow {
  readonly id: string;
  readonly requestKey: string | null;
  readonly underWay: number;
  readonly pinned: number;
  readonly bytes: number;
  readonly searched: string;
  readonly exchange: string;
}

/** The exchanges in a database of the Atelier schema. */
export function createExchangeRepository(database: Database): ExchangeRepository {
  const insert = database.prepare<[ExchangeRow & { readonly draft: string }]>(
    `INSERT INTO exchanges (id, request_key, under_way, pinned, bytes, searched, exchange, draft)
      VALUES (@id, @requestKey, @underWay, @pinned, @bytes, @searched, @exchange, @draft)`,
  );
  const replace = database.prepare<[ExchangeRow]>(
    `UPDATE exchanges SET request_key = @requestKey, under_way = @underWay, pinned = @pinned, bytes = @bytes,
      searched = @searched, exchange = @exchange WHERE id = @id`,
  );
  const move = database
    .prepare<[{ readonly from: string; readonly to: string }], string>(
      `UPDATE exchanges SET request_key = @to, exchange = json_set(exchange, '$.requestKey', @to)
        WHERE request_key = @from RETURNING id`,
    )
    .pluck();
  const find = database.prepare<[string], string>('SELECT exchange FROM exchanges WHERE id = ?').pluck();
  const findDraft = database.prepare<[string], string>('SELECT draft FROM exchanges WHERE id = ?').pluck();
  const list = database
    .prepare<[ExchangeFilter], string>(
      `SELECT exchange FROM exchanges
        WHERE (@requestKey IS NULL OR request_key = @requestKey)
        AND (@before IS NULL OR sequence < (SELECT sequence FROM exchanges WHERE id = @before))
        AND (@text = '' OR instr(searched, @text) > 0)
        ORDER BY sequence DESC LIMIT @limit`,
    )
    .pluck();
  const listUnderWay = database
    .prepare<[], string>('SELECT exchange FROM exchanges WHERE under_way = 1')
    .pluck();
  const listBeyond = database
    .prepare<[number, number], string>(
      `SELECT id FROM (
        SELECT id, row_number() OVER newest AS place, sum(bytes) OVER newest AS total
          FROM exchanges WHERE pinned = 0 AND under_way = 0 WINDOW newest AS (ORDER BY sequence DESC)
      ) WHERE place > ? OR (total > ? AND place > 1)`,
    )
    .pluck();
  const ids = database.prepare<[], string>('SELECT id FROM exchanges').pluck();
  const remove = database.prepare<[string]>('DELETE FROM exchanges WHERE id = ?');
  const parse = (text: string): Exchange => JSON.parse(text);
  return {
    insert: (exchange, draft, searched) =>
      void insert.run({ ...rowOf(exchange, searched), draft: JSON.stringify(draft) }),
    replace: (exchange, searched) => replace.run(rowOf(exchange, searched)).changes > 0,
    move: (from, to) => move.all({ from, to }),
    find: (id) => {
      const found = find.get(id);
      return found === undefined ? undefined : parse(found);
    },
    findDraft: (id) => {
      const found = findDraft.get(id);
      return found === undefined ? undefined : JSON.parse(found);
    },
    list: (filter) => list.all({ ...filter, text: filter.text.toLowerCase() }).map(parse),
    listUnderWay: () => listUnderWay.all().map(parse),
    listBeyond: ({ count, bytes }) => listBeyond.all(count, bytes),
    ids: () => new Set(ids.all()),
    delete: (id) => remove.run(id).changes > 0,
  };
}

function rowOf(exchange: Exchange, searched: string): ExchangeRow {
  const { id, requestKey, state, pinned, request, response } = exchange;
  return {
    id,
    requestKey,
    underWay: Number(state === 'sending' || state === 'receiving'),
    pinned: Number(pinned),
    bytes: request.bodySize + (response?.bodySize ?? 0),
    searched: searched.toLowerCase(),
    exchange: JSON.stringify(exchange),
  };
}
