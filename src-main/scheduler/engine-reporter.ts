import type { EngineFacts, EngineReport, InvocationNotice } from '../contract/engine-messages.ts';

/** Milliseconds between two reports: what a person can follow. */
const reportInterval = 250;
/** Invocations in one report, the newest; whoever needs them all reads `traces.db`. */
const mostNotices = 100;
/** Looks without news after which it rests: some seconds, and what a scheduler without traffic still does comes sooner. */
const mostQuietLooks = 24;

/**
 * Tells the platform what goes on in its engine, a few times a second at most and only when there is news. It looks
 * for a while after it was roused, and otherwise lets the engine sleep.
 */
export class EngineReporter {
  readonly #send: (report: EngineReport) => void;
  readonly #facts: () => EngineFacts;
  #timer: NodeJS.Timeout | null = null;
  #quietLooks = 0;
  #notices: InvocationNotice[] = [];
  #told = '';
  /** What was told of as under way, by its id. */
  #underWay = new Set<string>();

  constructor(send: (report: EngineReport) => void, facts: () => EngineFacts) {
    this.#send = send;
    this.#facts = facts;
    this.rouse();
  }

  /** Something goes on, or is about to. */
  rouse(): void {
    this.#quietLooks = 0;
    this.#timer ??= setInterval(() => this.#look(), reportInterval);
  }

  /** Notes an invocation that has ended. */
  note(notice: InvocationNotice): void {
    this.#notices.push(notice);
    if (this.#notices.length > mostNotices * 2) this.#notices = this.#notices.slice(-mostNotices);
    // If the engine died now, that would be taken for lost.
    if (this.#underWay.delete(notice.id)) this.#tellNotices();
    this.rouse();
  }

  close(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #look(): void {
    const facts = this.#facts();
    // Nobody rouses it when a worker is up.
    const isStarting = facts.workers.some(({ state }) => state === 'starting');
    this.#quietLooks = this.#report(facts) || isStarting ? 0 : this.#quietLooks + 1;
    if (this.#quietLooks >= mostQuietLooks) this.close();
  }

  /** Tells what is new; false where nothing is. */
  #report(facts: EngineFacts): boolean {
    const hasEnded = this.#tellNotices();
    // Resident memory never stands still: alone it is no news.
    const told = JSON.stringify({ ...facts, memory: 0 });
    const hasChanged = told !== this.#told;
    this.#told = told;
    if (hasChanged) this.#send({ kind: 'facts', facts });
    this.#underWay = new Set(facts.underWay.map(({ id }) => id));
    return hasChanged || hasEnded;
  }

  /** Tells what has ended; false where nothing has. */
  #tellNotices(): boolean {
    const notices = this.#notices.slice(-mostNotices);
    this.#notices = [];
    if (notices.length > 0) this.#send({ kind: 'invocations', notices });
    return notices.length > 0;
  }
}
