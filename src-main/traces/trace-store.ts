import type { Database } from 'better-sqlite3';
import type { InvocationNotice } from '../contract/engine-messages.ts';
import { forgetClearCopies } from '../store/forget-clear-copies.ts';
import { openDatabase } from '../store/open-database.ts';
import type { SecretCipher } from '../store/secret-cipher.ts';
import { countCalls } from './count-calls.ts';
import { type DiskReserve, keepDiskReserve } from './disk-reserve.ts';
import type { EndedInvocation, InvocationRemains, KeptInput, KeptInvocation } from './kept-invocation.ts';
import {
  columns,
  keptInvocation,
  type Row,
  readRemains,
  type StoredRemains,
  storedRequest,
} from './trace-rows.ts';
import { firstSealedVersion, traceSchema } from './trace-schema.ts';

/** How much is kept. */
export interface TraceBudget {
  /** Invocations of one function. */
  readonly invocations: number;
  /** Bytes of traces and output over all functions; the oldest go first, their rows stay. */
  readonly bytes: number;
}

export const traceBudget: TraceBudget = { invocations: 1_000, bytes: 256 * 1024 * 1024 };

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
  keep(invocations: readonly EndedInvocation[]): void;
  /** Forgets every invocation and gives the disk its room back. */
  clear(): void;
  close(): void;
}

/**
 * Opens `traces.db`, made where there is none; several processes may have it open. Environments in it are sealed.
 * Throws `home-unusable` where it is damaged or from a newer Atelier.
 */
export function openTraceStore(
  file: string,
  cipher: SecretCipher,
  budget: TraceBudget = traceBudget,
): TraceStore {
  const database = openDatabase(file, traceSchema(cipher));
  forgetClearCopies(file, firstSealedVersion);
  // A trace may go with the power, and one wait for the disk a batch is enough.
  database.pragma('synchronous = NORMAL');
  return new SqliteTraceStore(database, keepDiskReserve(`${file}-reserve`), cipher, budget);
}

/** The statements of one connection, compiled once. */
function prepareStatements(database: Database) {
  return {
    list: database.prepare<[InvocationQuery], Row>(
      `SELECT ${columns} FROM invocations
       WHERE (@functionId IS NULL OR function_id = @functionId)
         AND (@before IS NULL OR sequence < (SELECT sequence FROM invocations WHERE id = @before))
       ORDER BY sequence DESC LIMIT @limit`,
    ),
    find: database.prepare<[string], Row>(`SELECT ${columns} FROM invocations WHERE id = ?`),
    remains: database.prepare<[string], StoredRemains>(
      `SELECT remains.halt, trace, stdout, stderr, request, input AS body, variables FROM remains
       JOIN invocations USING (sequence) LEFT JOIN environments ON number = environment WHERE invocations.id = ?`,
    ),
    insert: database.prepare(
      `INSERT INTO invocations (id, function_id, deployment_id, release_id, trigger, method, path, user_agent, status,
         halt, exit_code, message, received_at, start_time, run_time, total_time, pages, request_size, response_size,
         calls, errors, memory_share, time_share, output_share, environment)
       VALUES (@id, @functionId, @deploymentId, @releaseId, @trigger, @method, @path, @userAgent, @status,
         @halt, @exitCode, @message, @receivedAt, @start, @run, @total, @pages, @requestSize, @responseSize,
         @calls, @errors, @memoryShare, @timeShare, @outputShare, @environment)
       ON CONFLICT (id) DO NOTHING`,
    ),
    insertRemains: database.prepare(
      'INSERT INTO remains (sequence, halt, trace, stdout, stderr, request, input, size) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    findEnvironment: database
      .prepare<[string], number>('SELECT number FROM environments WHERE variables = ?')
      .pluck(),
    insertEnvironment: database.prepare('INSERT INTO environments (variables) VALUES (?)'),
    dropUnusedEnvironments: database.prepare(
      `DELETE FROM environments WHERE number NOT IN
         (SELECT environment FROM invocations WHERE environment IS NOT NULL)`,
    ),
    newestSurplus: database
      .prepare<[string, number], number>(
        'SELECT sequence FROM invocations WHERE function_id = ? ORDER BY sequence DESC LIMIT 1 OFFSET ?',
      )
      .pluck(),
    dropRemains: database
      .prepare<[string, number], number>(
        `DELETE FROM remains WHERE sequence IN
           (SELECT sequence FROM invocations WHERE function_id = ? AND sequence <= ?) RETURNING size`,
      )
      .pluck(),
    drop: database.prepare('DELETE FROM invocations WHERE function_id = ? AND sequence <= ?'),
    dropOldestRemains: database
      .prepare<[], number>(
        'DELETE FROM remains WHERE sequence IN (SELECT sequence FROM remains ORDER BY sequence LIMIT 16) RETURNING size',
      )
      .pluck(),
    forget: database.transaction(() => {
      database.exec('DELETE FROM remains');
      database.exec('DELETE FROM environments');
      database.exec('DELETE FROM invocations');
    }),
    size: database.prepare<[], number>('SELECT coalesce(sum(size), 0) FROM remains').pluck(),
  };
}

class SqliteTraceStore implements TraceStore {
  readonly #database: Database;
  readonly #reserve: DiskReserve;
  readonly #cipher: SecretCipher;
  readonly #budget: TraceBudget;
  readonly #statements: ReturnType<typeof prepareStatements>;
  readonly #keepAll: (invocations: readonly EndedInvocation[]) => void;
  /** Bytes of all remains, and SQLite's number of what other connections have done when they were counted. */
  #size = 0;
  #countedAt: unknown;
  #hasNewEnvironment = false;
  /** Numbers of the environments of one batch, whose invocations share them. */
  readonly #environments = new Map<KeptInput['environment'], number>();

  constructor(database: Database, reserve: DiskReserve, cipher: SecretCipher, budget: TraceBudget) {
    this.#database = database;
    this.#reserve = reserve;
    this.#cipher = cipher;
    this.#budget = budget;
    this.#statements = prepareStatements(database);
    this.#keepAll = database.transaction((invocations: readonly EndedInvocation[]) => {
      for (const { notice, remains } of invocations) this.#size += this.#insert(notice, remains);
      for (const functionId of new Set(invocations.map(({ notice }) => notice.functionId)))
        this.#size -= this.#dropSurplus(functionId);
      while (this.#size > this.#budget.bytes) this.#size -= sum(this.#statements.dropOldestRemains.all());
      if (this.#hasNewEnvironment) this.#statements.dropUnusedEnvironments.run();
      this.#hasNewEnvironment = false;
      this.#environments.clear();
    });
  }

  list(query: InvocationQuery): KeptInvocation[] {
    return this.#statements.list.all(query).map(keptInvocation);
  }

  find(id: string) {
    const row = this.#statements.find.get(id);
    if (row === undefined) return undefined;
    const remains = this.#statements.remains.get(id);
    return {
      invocation: keptInvocation(row),
      remains: remains === undefined ? null : readRemains(remains, this.#cipher),
    };
  }

  keep(invocations: readonly EndedInvocation[]): void {
    this.#count();
    this.#keepAll(invocations);
  }

  clear(): void {
    this.#reserve.free(() => {
      // Without them SQLite empties a table at once, not row by row: it writes little, and a full disk has little room.
      this.#database.pragma('foreign_keys = OFF');
      try {
        this.#statements.forget();
      } finally {
        this.#database.pragma('foreign_keys = ON');
      }
      this.#size = 0;
      this.#database.exec('VACUUM');
      this.#database.pragma('wal_checkpoint(TRUNCATE)');
    });
  }

  close(): void {
    this.#database.close();
  }

  /** Counts the remains, unless nobody else has written since that was done. */
  #count(): void {
    const version = this.#database.pragma('data_version', { simple: true });
    if (version === this.#countedAt) return;
    this.#countedAt = version;
    this.#size = this.#statements.size.get() ?? 0;
  }

  /** Gives how many bytes that has added. */
  #insert({ timing, used, ...notice }: InvocationNotice, remains: InvocationRemains | null): number {
    const counts = remains === null ? { calls: 0, errors: 0 } : countCalls(remains.trace);
    const input = remains?.input ?? null;
    const { lastInsertRowid, changes } = this.#statements.insert.run({
      ...notice,
      ...timing,
      ...counts,
      memoryShare: used?.memory ?? null,
      timeShare: used?.time ?? null,
      outputShare: used?.output ?? null,
      environment: input === null ? null : this.#keepEnvironment(input.environment),
    });
    // What was taken for lost with an engine may just have been kept by it.
    if (remains === null || changes === 0) return 0;
    const { halt, trace, stdout, stderr } = remains;
    const request = input === null ? null : storedRequest(notice.trigger, input);
    const body = input === null ? null : input.body;
    const size = trace.length + stdout.length + stderr.length + (body === null ? 0 : body.length);
    const { insertRemains } = this.#statements;
    insertRemains.run(lastInsertRowid, JSON.stringify(halt), trace, stdout, stderr, request, body, size);
    return size;
  }

  /** Environments change seldom: each is stored once, and a new one takes those with it that nobody has any more. */
  #keepEnvironment(environment: KeptInput['environment']): number {
    const known = this.#environments.get(environment);
    if (known !== undefined) return known;
    // Equal ones are sealed alike, and so found again.
    const variables = JSON.stringify(this.#cipher.seal(JSON.stringify(environment)));
    const number = this.#statements.findEnvironment.get(variables) ?? this.#addEnvironment(variables);
    this.#environments.set(environment, number);
    return number;
  }

  #addEnvironment(variables: string): number {
    this.#hasNewEnvironment = true;
    return Number(this.#statements.insertEnvironment.run(variables).lastInsertRowid);
  }

  /** Gives how many bytes that has freed. */
  #dropSurplus(functionId: string): number {
    const newest = this.#statements.newestSurplus.get(functionId, this.#budget.invocations);
    if (newest === undefined) return 0;
    const freed = sum(this.#statements.dropRemains.all(functionId, newest));
    this.#statements.drop.run(functionId, newest);
    return freed;
  }
}

function sum(sizes: readonly number[]): number {
  return sizes.reduce((total, size) => total + size, 0);
}
