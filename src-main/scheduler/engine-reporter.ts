import type { EngineFacts, EngineReport, InvocationNotice } from '../contract/engine-messages.ts';

/** Milliseconds between two reports: what a person can follow. */
const reportInterval = 250;
/** Invocations in one report, the newest; whoever needs them all reads `traces.db`. */
const mostNotices = 100;

/** Tells the platform what goes on in its engine, a few times a second at most and only when there is news. */
export class EngineReporter {
  readonly #send: (report: EngineReport) => void;
  readonly #facts: () => EngineFacts;
  readonly #timer: NodeJS.Timeout;
  #notices: InvocationNotice[] = [];
  #told = '';

  constructor(send: (report: EngineReport) => void, facts: () => EngineFacts) {
    this.#send = send;
    this.#facts = facts;
    this.#timer = setInterval(() => this.#report(), reportInterval);
  }

  /** Notes an invocation that has ended. */
  note(notice: InvocationNotice): void {
    this.#notices.push(notice);
    if (this.#notices.length > mostNotices * 2) this.#notices = this.#notices.slice(-mostNotices);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  #report(): void {
    if (this.#notices.length > 0)
      this.#send({ kind: 'invocations', notices: this.#notices.slice(-mostNotices) });
    this.#notices = [];
    const facts = this.#facts();
    // Resident memory never stands still: alone it is no news.
    const told = JSON.stringify({ ...facts, memory: 0 });
    if (told === this.#told) return;
    this.#told = told;
    this.#send({ kind: 'facts', facts });
  }
}
