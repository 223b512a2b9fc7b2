import type { HttpTriggerResponse } from '../contract/invocation.ts';

/**
 * The JSON that stands for a request, a message and a response where they reach a function as a structure
 * (docs/wire.md, 3): over file descriptors 3 and 4 for commands, and as the values of `trigger_http` and
 * `trigger_pulsar` in JavaScript.
 */

const encoder = new TextEncoder();
/** A byte-order mark is a part of the text, and what is not UTF-8 is not text. */
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A checked response, or what is wrong with it in words for the function's author. */
export type CheckedResponse =
  | { readonly response: HttpTriggerResponse; readonly problem: null }
  | { readonly response: null; readonly problem: string };

/** The text that bytes are in UTF-8; null where they are none. */
export function textOf(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch {
    return null;
  }
}

/**
 * A request or a message as one JSON object in UTF-8: what is told of it, and its bytes, under the name that they have
 * there. Bytes that are not text are empty under that name and whole under `…Base64`.
 */
export function encodeEnvelope(head: string, name: 'body' | 'payload', bytes: Uint8Array): Uint8Array {
  const text = textOf(bytes);
  const encoded = text === null ? { [name]: '', [`${name}Base64`]: base64Of(bytes) } : { [name]: text };
  return encoder.encode(`${head.slice(0, -1)},${JSON.stringify(encoded).slice(1)}`);
}

/** Reads the JSON object that a command wrote as its response. */
export function decodeHttpResponse(bytes: Uint8Array): CheckedResponse {
  if (bytes.length === 0) return problem('no response was written to file descriptor 4');
  const text = textOf(bytes);
  if (text === null) return problem('the response is not UTF-8');
  try {
    return checkHttpResponse(JSON.parse(text));
  } catch (error) {
    return problem(`the response is not JSON: ${(error as SyntaxError).message}`);
  }
}

/**
 * Checks a value that stands for a response: `{status, statusText?, headers?, body?, bodyBase64?}`, the body a
 * string or bytes, the headers an object whose values are strings, numbers or lists of them.
 */
export function checkHttpResponse(value: unknown): CheckedResponse {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    return problem(`the response has to be an object, not ${kindOf(value)}`);
  const fields = value as Record<string, unknown>;
  try {
    const response = {
      status: checkStatus(fields.status),
      statusText: checkStatusText(fields.statusText ?? ''),
      headers: checkHeaders(fields.headers ?? {}),
      body: checkBody(fields.body ?? '', fields.bodyBase64 ?? null),
    };
    return { response, problem: null };
  } catch (error) {
    if (error instanceof FieldProblem) return problem(error.message);
    throw error;
  }
}

class FieldProblem extends Error {}

function problem(text: string): CheckedResponse {
  return { response: null, problem: text };
}

function checkStatus(status: unknown): number {
  if (Number.isInteger(status) && (status as number) >= 200 && (status as number) <= 599)
    return status as number;
  const given = typeof status === 'number' ? `${status}` : kindOf(status);
  throw new FieldProblem(`status has to be a whole number from 200 to 599, not ${given}`);
}

/** A reason phrase is text without control characters (RFC 9112, 4), here in the letters that a header can have. */
function checkStatusText(text: unknown): string {
  if (typeof text !== 'string') throw new FieldProblem(`statusText has to be a string, not ${kindOf(text)}`);
  if (!fieldText.test(text)) throw new FieldProblem('statusText has characters that HTTP does not allow');
  return text;
}

function checkHeaders(headers: unknown): (readonly [string, string])[] {
  if (typeof headers !== 'object' || headers === null || Array.isArray(headers))
    throw new FieldProblem(`headers has to be an object, not ${kindOf(headers)}`);
  return Object.entries(headers).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((one) => checkHeader(name, one)),
  );
}

function checkHeader(name: string, value: unknown): readonly [string, string] {
  const shown = JSON.stringify(name);
  if (!token.test(name)) throw new FieldProblem(`${shown} is not a name that a header can have`);
  if (typeof value !== 'string' && typeof value !== 'number')
    throw new FieldProblem(`header ${shown} has to be a string, not ${kindOf(value)}`);
  if (!fieldText.test(`${value}`))
    throw new FieldProblem(`header ${shown} has characters that HTTP does not allow in a value`);
  return [name, `${value}`];
}

function checkBody(body: unknown, bodyBase64: unknown): Uint8Array {
  if (bodyBase64 !== null) {
    if (body !== '') throw new FieldProblem('body and bodyBase64 are both set; one of them has to go');
    if (typeof bodyBase64 !== 'string' || !base64.test(bodyBase64))
      throw new FieldProblem('bodyBase64 has to be a string of base64');
    return Buffer.from(bodyBase64, 'base64');
  }
  if (typeof body === 'string') return encoder.encode(body);
  if (body instanceof Uint8Array) return body;
  throw new FieldProblem(`body has to be a string or bytes, not ${kindOf(body)}`);
}

/** RFC 9110, 5.6.2 */
const token = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** RFC 9110, 5.5: visible characters, spaces, tabs and the upper half of Latin-1. */
const fieldText = /^[\t\x20-\x7e\x80-\xff]*$/;
/** RFC 4648, 4 */
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'missing';
  if (value === null) return 'null';
  return Array.isArray(value) ? 'a list' : `a ${typeof value}`.replace('a object', 'an object');
}
