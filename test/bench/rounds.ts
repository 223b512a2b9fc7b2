/** A contender's turn: measures once and gives a number. */
export type Turn = () => Promise<number> | number;

/**
 * Gives every contender its turn in every round, after a first round that only warms up, and gives each one's numbers
 * in the order of the rounds: what disturbs the machine for a while disturbs all of them.
 */
export async function inTurn<Name extends string>(
  rounds: number,
  contenders: Readonly<Record<Name, Turn>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(contenders) as Name[];
  const numbers = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, number[]>;
  for (const name of names) await contenders[name]();
  for (let round = 0; round < rounds; round += 1)
    // Whoever comes second in one round is first in the next.
    for (const name of round % 2 === 0 ? names : names.toReversed())
      numbers[name].push(await contenders[name]());
  return numbers;
}

/** The middle one of some numbers, or the mean of the two in the middle. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** The median of the rounds' ratios. */
export function medianRatio(numerators: readonly number[], denominators: readonly number[]): number {
  return median(numerators.map((numerator, round) => numerator / denominators[round]!));
}

/** The smallest of some numbers that so large a share of them does not exceed: 0.95 gives the 95th percentile. */
export function quantile(numbers: readonly number[], share: number): number {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]!;
}
