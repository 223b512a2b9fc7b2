/** By how much each run draws the usual one to its side. */
const step = 0.2;

/** How long the runs of a function take of late: what the machine did beside one of them can't draw it far. */
export class UsualRun {
  #microseconds = 0;

  /** Half of the runs take longer; 0 before the first one. */
  get microseconds(): number {
    return this.#microseconds;
  }

  /** Learns of a run that took that many microseconds. */
  observe(run: number): void {
    if (this.#microseconds === 0) this.#microseconds = Math.max(run, 1);
    else this.#microseconds *= run > this.#microseconds ? 1 + step : 1 - step;
  }
}
