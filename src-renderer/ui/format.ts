/** A duration in microseconds as people read it: `42 µs`, `3.36 ms`, `1.2 s`. */
export function formatDuration(microseconds: number): string {
  if (microseconds < 1_000) return `${trim(microseconds)} µs`;
  if (microseconds < 1_000_000) return `${trim(microseconds / 1_000)} ms`;
  return `${trim(microseconds / 1_000_000)} s`;
}

/** A size in bytes as people read it: `812 B`, `2.3 MB`. */
export function formatBytes(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB'];
  const power = Math.min(Math.floor(Math.log10(Math.max(bytes, 1)) / 3), units.length - 1);
  return `${trim(bytes / 1_000 ** power)} ${units[power]}`;
}

/** A size of memory, which comes in powers of two: `64 MiB`. */
export function formatMemory(bytes: number): string {
  return bytes < 1_048_576 ? `${trim(bytes / 1_024)} KiB` : `${trim(bytes / 1_048_576)} MiB`;
}

const clock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
});

/** The time of day of an RFC 3339 timestamp, with milliseconds; of another day than today with its date. */
export function formatTime(timestamp: string): string {
  const date = new Date(timestamp);
  if (!isSameDay(date, new Date())) return `${shortDate.format(date)} ${clock.format(date)}`;
  return `${clock.format(date)}.${String(date.getMilliseconds()).padStart(3, '0')}`;
}

const shortClock = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const shortDate = new Intl.DateTimeFormat(undefined, { day: 'numeric', month: 'short' });

/** A moment where there is little room: `09:41` for today, `20 Nov` before that. It never grows old on the screen. */
export function formatMoment(timestamp: string, now: number): string {
  const date = new Date(timestamp);
  return isSameDay(date, new Date(now)) ? shortClock.format(date) : shortDate.format(date);
}

function isSameDay(one: Date, other: Date): boolean {
  return one.toDateString() === other.toDateString();
}

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'short' });

/** How long ago an RFC 3339 timestamp was: `3 min. ago`. */
export function formatAge(timestamp: string, now: number): string {
  const seconds = (Date.parse(timestamp) - now) / 1_000;
  if (seconds > -60) return 'just now';
  if (seconds > -3_600) return relative.format(Math.round(seconds / 60), 'minute');
  if (seconds > -86_400) return relative.format(Math.round(seconds / 3_600), 'hour');
  return relative.format(Math.round(seconds / 86_400), 'day');
}

/** Three digits that matter, and no zeros for show. */
function trim(value: number): string {
  return value >= 100 ? String(Math.round(value)) : String(Number(value.toPrecision(3)));
}
