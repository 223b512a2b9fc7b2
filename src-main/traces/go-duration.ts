const nanosecondsPer = { h: 3.6e12, m: 6e10, s: 1e9, ms: 1e6, µs: 1e3, us: 1e3, ns: 1 } as const;

/**
 * Writes a duration given in microseconds as Go's `Duration.String` does (package `time`): the largest unit that
 * fits, to the nanosecond, without trailing zeros: `812.4µs`, `3.359928ms`, `1m0.5s`, `0s`.
 */
export function formatGoDuration(microseconds: number): string {
  const nanoseconds = Math.round(Math.abs(microseconds) * 1000);
  const sign = microseconds < 0 && nanoseconds > 0 ? '-' : '';
  if (nanoseconds === 0) return '0s';
  if (nanoseconds < nanosecondsPer.µs) return `${sign}${nanoseconds}ns`;
  if (nanoseconds < nanosecondsPer.ms) return `${sign}${decimal(nanoseconds, 3)}µs`;
  if (nanoseconds < nanosecondsPer.s) return `${sign}${decimal(nanoseconds, 6)}ms`;
  const minutes = Math.floor(nanoseconds / nanosecondsPer.m);
  const seconds = `${decimal(nanoseconds % nanosecondsPer.m, 9)}s`;
  if (minutes === 0) return sign + seconds;
  if (minutes < 60) return `${sign}${minutes}m${seconds}`;
  return `${sign}${Math.floor(minutes / 60)}h${minutes % 60}m${seconds}`;
}

/** Reads a duration in Go's notation into microseconds; null for text that is none. */
export function parseGoDuration(text: string): number | null {
  const match = /^(-?)((?:\d+(?:\.\d+)?(?:h|ms|m|s|µs|us|ns))+)$/.exec(text.replace('\u03bc', 'µ'));
  if (match === null) return null;
  const [, sign, units = ''] = match;
  let nanoseconds = 0;
  for (const [, amount, unit] of units.matchAll(/(\d+(?:\.\d+)?)(h|ms|m|s|µs|us|ns)/g))
    nanoseconds += Number(amount) * nanosecondsPer[unit as keyof typeof nanosecondsPer];
  return ((sign === '-' ? -1 : 1) * Math.round(nanoseconds)) / 1000;
}

/** A whole number with its decimal point moved to the left, without trailing zeros. */
function decimal(value: number, places: number): string {
  const digits = `${value}`.padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '');
  return digits.slice(0, -places) + (fraction === '' ? '' : `.${fraction}`);
}
