const clock = globalThis.performance;
const monotonic = clock.now.bind(clock);

/** When the clock was first asked, by itself and by the calendar; no image remembers it. */
let origin = null;

function started() {
  origin ??= { time: monotonic(), date: Date.now() };
  return origin;
}

/** `performance.now()`: milliseconds since an invocation first asked; `timeOrigin` says when that was. */
export const performance = {
  now() {
    const { time } = started();
    return monotonic() - time;
  },
  get timeOrigin() {
    return started().date;
  },
};
