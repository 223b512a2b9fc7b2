const clock = globalThis.performance;
const monotonic = clock.now.bind(clock);

/** When the clock was first asked, which no image remembers. */
let origin = null;

/** `performance.now()`: milliseconds since an invocation first asked. */
export const performance = {
  now() {
    const time = monotonic();
    if (origin === null) origin = time;
    return time - origin;
  },
};
