/** The nanosecond clock under milliseconds; asking it is a hostcall. */
const now = () => performance.now();

/** Timers by their number, in the order of their making. */
const timers = new Map();
let lastNumber = 0;

export function setTimeout(callback, delay = 0, ...parameters) {
  return start(callback, delay, parameters, false);
}

export function setInterval(callback, delay = 0, ...parameters) {
  return start(callback, delay, parameters, true);
}

/** A timer that runs while a program does, and that its end doesn't wait for. */
export function setBackgroundTimeout(callback, delay) {
  timers.get(start(callback, delay, [], false)).background = true;
}

/** Ends a timer; numbers that stand for none are let pass. */
export function clearTimer(number) {
  timers.delete(Number(number));
}

/**
 * Runs the timer that has been due for longest, if one is. Gives the milliseconds until the next, 0 when one ran, and
 * -1 when there is none. Takes how many operations are under way: without any, timers in the background don't count.
 */
export function turn(operations) {
  if (timers.size === 0 || (operations === 0 && timers.values().every(({ background }) => background)))
    return -1;
  const time = now();
  let [number, next] = [0, null];
  for (const [candidate, timer] of timers)
    if (next === null || timer.due < next.due) [number, next] = [candidate, timer];
  if (next.due > time) return next.due - time;
  if (next.repeats) next.due = time + next.delay;
  else timers.delete(number);
  next.callback(...next.parameters);
  return 0;
}

function start(callback, delay, parameters, repeats) {
  if (typeof callback !== 'function') throw new TypeError('a timer needs a function to call');
  const milliseconds = Math.max(Number(delay) || 0, repeats ? 1 : 0);
  lastNumber += 1;
  const due = now() + milliseconds;
  timers.set(lastNumber, { callback, parameters, repeats, delay: milliseconds, due, background: false });
  return lastNumber;
}
