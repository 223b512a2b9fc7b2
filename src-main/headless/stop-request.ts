/**
 * A Ctrl+C reaches every process of the terminal's group, and npm and the launcher pass on what they received as well:
 * what follows the first signal within this time, in milliseconds, is its echo and not a second wish.
 */
const echoTime = 500;

const stopSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Resolves when this process is asked to end: by SIGINT, SIGTERM or SIGHUP, or by the death of the launcher that
 * started it. A second signal ends the process at once, with the exit code that shells give it.
 */
export function stopRequest(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let firstAt: number | undefined;
  const receive = (exitCode: number) => {
    firstAt ??= performance.now();
    if (performance.now() - firstAt > echoTime) process.exit(exitCode);
    resolve();
  };
  process.on('SIGINT', () => receive(130));
  process.on('SIGTERM', () => receive(143));
  process.on('SIGHUP', () => receive(129));
  process.once('disconnect', resolve);
  // Listening for its end must not be what keeps the process from ending.
  process.channel?.unref();
  return promise;
}

/**
 * A signal that is aborted when this process is asked to end, for a command that comes to its end by itself: until then,
 * being asked ends nothing else.
 */
export function stopWithSignals(): Disposable & { readonly signal: AbortSignal } {
  const controller = new AbortController();
  const stop = () => controller.abort();
  for (const name of stopSignals) process.on(name, stop);
  return {
    signal: controller.signal,
    [Symbol.dispose]: () => {
      for (const name of stopSignals) process.off(name, stop);
    },
  };
}
