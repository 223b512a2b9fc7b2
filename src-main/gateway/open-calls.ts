import type { Socket } from 'node:net';
import type { Submission } from '../scheduler/scheduler.ts';

/** A call that waits for its outcome. */
export interface OpenCall {
  /** Null for a moment, while it is being submitted. */
  submission: Submission | null;
}

/**
 * The calls that connections wait for. A connection that closes ends those of its own: it is listened to once, because a
 * listener for each response takes many times what an entry of a set does.
 */
export class OpenCalls {
  readonly #ofConnections = new WeakMap<Socket, Set<OpenCall>>();

  /** Begins to watch a new connection. */
  watch(connection: Socket): void {
    const calls = new Set<OpenCall>();
    this.#ofConnections.set(connection, calls);
    connection.once('close', () => {
      for (const { submission } of calls) submission?.cancel();
    });
  }

  /** The connection waits for this call from now on. */
  add(connection: Socket, call: OpenCall): void {
    this.#ofConnections.get(connection)?.add(call);
  }

  /** It has its outcome. */
  delete(connection: Socket, call: OpenCall): void {
    this.#ofConnections.get(connection)?.delete(call);
  }
}
