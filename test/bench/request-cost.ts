import { knowsProcessTimes, threadTimes } from './process-times.ts';

/** Whose time is counted, by what they are called; what is not known, or has ended, is left out. */
type Parties = Readonly<Record<string, number | null | undefined>>;

/** Threads that take less of a request than this, in microseconds, are told together. */
const smallShare = 0.5;

/** How much processor time requests take, thread by thread: what a throughput is made of. */
export class RequestCost {
  readonly #parties: Parties;
  readonly #times = new Map<string, number>();
  #requests = 0;

  constructor(parties: Parties) {
    this.#parties = parties;
  }

  /** Counts what the parties use while this work goes on; gives its value. */
  async measure<Value>(
    work: () => Promise<{ readonly requests: number; readonly value: Value }>,
  ): Promise<Value> {
    const before = this.#look();
    const { requests, value } = await work();
    for (const [name, time] of this.#look())
      this.#times.set(name, (this.#times.get(name) ?? 0) + time - (before.get(name) ?? 0));
    this.#requests += requests;
    return value;
  }

  /** One line: microseconds of a request, the largest share first. */
  describe(): string {
    if (!knowsProcessTimes) return 'processor time is not known on this system';
    const shares = [...this.#times].map(([name, time]): [string, number] => [
      name,
      (time * 1000) / this.#requests,
    ]);
    const large = shares.filter(([, share]) => share >= smallShare).sort(([, one], [, other]) => other - one);
    const total = shares.reduce((sum, [, share]) => sum + share, 0);
    const told = large.map(([name, share]) => `${name} ${share.toFixed(1)}`);
    return `${total.toFixed(1)} µs of processor time each (${told.join(', ')})`;
  }

  #look(): Map<string, number> {
    const times = new Map<string, number>();
    if (!knowsProcessTimes) return times;
    for (const [party, pid] of Object.entries(this.#parties))
      if (pid != null) for (const [thread, time] of threadTimes(pid)) times.set(`${party} ${thread}`, time);
    return times;
  }
}
