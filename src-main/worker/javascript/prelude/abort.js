import { setBackgroundTimeout } from './timers.js';

/** Aborts a signal; who only holds the signal can't. */
let abort;

/** https://dom.spec.whatwg.org/#interface-AbortSignal, whose one event is `abort`. */
export class AbortSignal {
  #aborted = false;
  #reason;
  #listeners = new Set();
  onabort = null;

  static abort(reason = abortError()) {
    const signal = new AbortSignal();
    abort(signal, reason);
    return signal;
  }

  /** A signal that is aborted after that many milliseconds; a program's end doesn't wait for it. */
  static timeout(milliseconds) {
    const signal = new AbortSignal();
    const expire = () => abort(signal, new DOMException('The time is over', 'TimeoutError'));
    setBackgroundTimeout(expire, milliseconds);
    return signal;
  }

  /** A signal that is aborted with the first of these. */
  static any(signals) {
    const signal = new AbortSignal();
    for (const source of signals)
      if (source.aborted) abort(signal, source.reason);
      else source.addEventListener('abort', () => abort(signal, source.reason));
    return signal;
  }

  get aborted() {
    return this.#aborted;
  }

  get reason() {
    return this.#reason;
  }

  throwIfAborted() {
    if (this.#aborted) throw this.#reason;
  }

  addEventListener(type, listener) {
    if (type === 'abort') this.#listeners.add(listener);
  }

  removeEventListener(type, listener) {
    if (type === 'abort') this.#listeners.delete(listener);
  }

  #abort(reason) {
    if (this.#aborted) return;
    this.#aborted = true;
    this.#reason = reason;
    const event = { type: 'abort', target: this };
    this.onabort?.(event);
    for (const listener of this.#listeners) listener.call(this, event);
  }

  static {
    abort = (signal, reason) => signal.#abort(reason);
  }
}

/** https://dom.spec.whatwg.org/#interface-abortcontroller */
export class AbortController {
  signal = new AbortSignal();

  abort(reason = abortError()) {
    abort(this.signal, reason);
  }
}

function abortError() {
  return new DOMException('It was aborted', 'AbortError');
}
