/** One line of the report: what was measured, and what it should reach. */
export interface Row {
  readonly name: string;
  readonly value: number;
  /** `µs`, `ms`, `MB`, `%`, `/s`, or `×` for a ratio. */
  readonly unit: string;
  readonly reach: number;
  readonly better: 'higher' | 'lower';
}

export interface BenchSettings {
  /** How often each contender has its turn; what is reported is the median. */
  readonly rounds: number;
  /** How long a turn lasts where time is what ends it, in milliseconds. */
  readonly turn: number;
  /** Multiplies counts of things that take long, 1 in a full run. */
  readonly scale: number;
  /** Whether contenders that have to be installed first take part. */
  readonly peers: boolean;
  /** Tells a person what goes on: contenders' own numbers, what was left out and why. */
  readonly say: (text: string) => void;
}

/** Rows that share what has to be started for them. */
export interface RowGroup {
  readonly name: string;
  measure(settings: BenchSettings): Promise<Row[]>;
}
