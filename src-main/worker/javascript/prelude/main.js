/**
 * What QuickJS has beside the language when a function's script starts. It runs once, before any script; the exports
 * are what the worker calls.
 */
import { AbortController, AbortSignal } from './abort.js';
import { console, print } from './console.js';
import { crypto } from './crypto.js';
import { defineGlobals, defineLazily } from './define-global.js';
import { fetch } from './fetch.js';
import { Headers } from './headers.js';
import { net } from './net.js';
import { performance } from './performance.js';
import { process } from './process.js';
import { randomNumber } from './random.js';
import { Request, Response } from './request-response.js';
import { argumentList, readStdin, std } from './standard-streams.js';
import { structuredClone } from './structured-clone.js';
import { TextDecoder, TextEncoder } from './text.js';
import { clearTimer, setInterval, setTimeout } from './timers.js';
import { URL } from './url.js';
import { URLSearchParams } from './url-search-params.js';

/** Frames of a stack; QuickJS keeps ten by itself. */
Error.stackTraceLimit = 32;
Math.random = randomNumber;

defineGlobals({
  console,
  print,
  std,
  readStdin,
  process,
  crypto,
  performance,
  Headers,
  Request,
  Response,
  AbortController,
  AbortSignal,
  fetch,
  net,
  TextDecoder,
  TextEncoder,
  URL,
  URLSearchParams,
  structuredClone,
  setTimeout,
  setInterval,
  clearTimeout: clearTimer,
  clearInterval: clearTimer,
});
defineLazily(globalThis, 'scriptArgs', argumentList);

export { describe } from './describe.js';
export { complete } from './operations.js';
export { turn } from './timers.js';
export { define, http, pulsar, standard } from './triggers.js';
