import type { Database } from 'better-sqlite3';
import type { InvocationNotice } from '../contract/engine-messages.ts';
import type { Halt } from '../contract/invocation.ts';
import { openDatabase } from '../store/open-database.ts';
import { countCalls } from './count-calls.ts';
import { traceSchema } from './trace-schema.ts';

/** How much is kept. */
export interface TraceBudget {
  /** Invocations of one function. */
  readonly invocations: number;
  /** Bytes of traces and output over all functions; the oldest go first, their rows stay. */
  readonly bytes: number;
}

export const traceBudget: TraceBudget = { invocations: 1_000, bytes: 256 * 1024 * 1024 };

/** What an invocation left behind. The outputs may be the end of what was written. */
export interface InvocationRemains {
  readonly halt: Halt;
  /** In the format of contract/trace-events.ts. */
  readonly trace: Uint8Array;
  readonly stdout: Uint8Array;
  readonly stderr: Uint8Array;
}

/** An invocation as it is kept. */
export interface KeptInvocation extends InvocationNotice {
  /** Hostcalls. */
  readonly calls: number;
  /** Of those, how many returned an error. */
  readonly errors: number;
}

export interface InvocationQuery {
  /** Of this function alone; of all where it is null. */
  readonly functionId: string | null;
  readonly limit: number;
  /** Older than this invocation; from the newest where it is null. */
  readonly before: string | null;
}

/** `traces.db`: the last invocations of every function. */
export interface TraceStore {
  /** Newest first. */
  list(query: InvocationQuery): KeptInvocation[];
  /** The invocation, and what it left behind unless that had to go; undefined where it is not kept. */
  find(id: string): { invocation: KeptInvocation; remains: InvocationRemains | null } | undefined;
  /** Keeps these, oldest first, in one transaction, and drops what exceeds the budget. */
  keep(invocations: readonly { notice: InvocationNotice; remains: InvocationRemains | null }[]): void;
  close(): void;
}

/**
 * Opens `traces.db`, made where there is none; several processes may have it open.
 * Throws `home-unusable` where it is damaged or from a newer Atelier.
 */
export function openTraceStore(file: string, budget: TraceBudget = traceBudget): TraceStore {
  const database = openDatabase(file, traceSchema);
  // A trace may go with the power, and one wait for the disk a batch is enough.
  database.pragma('synchronous = NORMAL');
  return new SqliteTraceStore(database, budget);
}

const columns = `id, function_id AS functionId, deployment_id AS deploymentId, release_id AS releaseId, trigger, method,
  path, user_agent AS userAgent, status, halt, exit_code AS exitCode, message, received_at AS receivedAt,
  start_time AS start, run_time AS run, total_time AS total, pages, request_size AS requestSize,
  response_size AS responseSize, calls, errors`;

type Row = Omit<KeptInvocation, 'timing'> & { start: number; run: number; total: number };

class SqliteTraceStore implements TraceStore {
  readonly #database: Database;
  readonly #budget: TraceBudget;
  readonly #keep: (invocations: Parameters<TraceStore['keep']>[0]) => void;
  #size: number;

  constructor(database: Database, budget: TraceBudget) {
    this.#database = database;
    this.#budget = budget;
    this.#size = this.#storedSize();
    this.#keep = database.transaction((invocations: Parameters<TraceStore['keep']>[0]) => {
      for (const { notice, remains } of invocations) this.#insert(notice, remains);
      this.#prune(new Set(invocations.map(({ notice }) => notice.functionId)));
    });
  }

  list({ functionId, limit, before }: InvocationQuery): KeptInvocation[] {
    const rows = this.#database
      .prepare<[Record<string, unknown>], Row>(
        `SELECT ${columns} FROM invocations
         WHERE (@functionId IS NULL OR function_id = @functionId)
           AND (@before IS NULL OR sequence < (SELECT sequence FROM invocations WHERE id = @before))
         ORDER BY sequence DESC LIMIT @limit`,
      )
      .all({ functionId, limit, before });
    return rows.map(keptInvocation);
  }

  find(id: string) {
    const row = this.#database
      .prepare<[string], Row>(`SELECT ${columns} FROM invocations WHERE id = ?`)
      .get(id);
    if (row === undefined) return undefined;
    const remains = this.#database
      .prepare<[string], Omit<InvocationRemains, 'halt'> & { halt: string }>(
        `SELECT remains.halt, trace, stdout, stderr FROM remains
         JOIN invocations USING (sequence) WHERE invocations.id = ?`,
      )
      .get(id);
    return {
      invocation: keptInvocation(row),
      remains: remains === undefined ? null : { ...remains, halt: JSON.parse(remains.halt) as Halt },
    };
  }

  keep(invocations: Parameters<TraceStore['keep']>[0]): void {
    this.#keep(invocations);
  }

  close(): void {
    this.#database.close();
  }

  #insert(notice: InvocationNotice, remains: InvocationRemains | null): void {
    const { timing, ...rest } = notice;
    const counts = remains === null ? { calls: 0, errors: 0 } : countCalls(remains.trace);
    const { lastInsertRowid } = this.#database
      .prepare(
        `INSERT INTO invocations (id, function_id, deployment_id, release_id, trigger, method, path, user_agent, status,
           halt, exit_code, message, received_at, start_time, run_time, total_time, pages, request_size, response_size,
           calls, errors)
         VALUES (@id, @functionId, @deploymentId, @releaseId, @trigger, @method, @path, @userAgent, @status,
           @halt, @exitCode, @message, @receivedAt, @start, @run, @total, @pages, @requestSize, @responseSize,
           @calls, @errors)`,
      )
      .run({ ...rest, ...timing, ...counts });
    if (remains === null) return;
    const { halt, trace, stdout, stderr } = remains;
    const size = trace.length + stdout.length + stderr.length;
    this.#database
      .prepare('INSERT INTO remains (sequence, halt, trace, stdout, stderr, size) VALUES (?, ?, ?, ?, ?, ?)')
      .run(lastInsertRowid, JSON.stringify(halt), trace, stdout, stderr, size);
    this.#size += size;
  }

  #prune(functionIds: ReadonlySet<string>): void {
    const surplus = this.#database.prepare(
      `DELETE FROM invocations WHERE function_id = @functionId AND sequence <=
         (SELECT sequence FROM invocations WHERE function_id = @functionId
          ORDER BY sequence DESC LIMIT 1 OFFSET @invocations)`,
    );
    let deleted = 0;
    for (const functionId of functionIds)
      deleted += surplus.run({ functionId, invocations: this.#budget.invocations }).changes;
    if (deleted > 0) this.#size = this.#storedSize();
    while (this.#size > this.#budget.bytes) {
      this.#database
        .prepare(
          'DELETE FROM remains WHERE sequence IN (SELECT sequence FROM remains ORDER BY sequence LIMIT 256)',
        )
        .run();
      this.#size = this.#storedSize();
    }
  }

  #storedSize(): number {
    return this.#database.prepare<[], number>('SELECT coalesce(sum(size), 0) FROM remains').pluck().get()!;
  }
}

function keptInvocation({ start, run, total, ...rest }: Row): KeptInvocation {
  return { ...rest, timing: { start, run, total } };
}
