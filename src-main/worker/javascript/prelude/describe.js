import { headline, inspectError, show } from './inspect.js';

/** Anything that was thrown, as JSON: `{message, stack}`. */
export function describe(thrown) {
  if (!Error.isError(thrown)) return JSON.stringify({ message: `Uncaught ${show(thrown)}`, stack: '' });
  const { cause, stack } = thrown;
  const because =
    cause === undefined ? '' : `\n  caused by ${Error.isError(cause) ? inspectError(cause) : show(cause)}`;
  return JSON.stringify({ message: `${headline(thrown)}${because}`, stack: String(stack ?? '') });
}
