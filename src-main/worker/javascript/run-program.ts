import { isUtf8 } from 'node:buffer';
import { assertNever } from '../../contract/assert-never.ts';
import type { Halt, TriggerKind } from '../../contract/invocation.ts';
import type { Box } from './box.ts';
import { EventLoop, type Eventually, eventually } from './event-loop.ts';
import { GuestException } from './guest-exception.ts';
import { haltOfException } from './halt-of-exception.ts';
import { newText } from './host-operations.ts';
import type { JavaScriptInstance } from './javascript-instance.ts';
import { type JavaScriptSession, triggerDescriptor } from './javascript-session.ts';
import { formatStack } from './javascript-stack.ts';
import type { Program } from './program.ts';
import { inSources } from './source-places.ts';
import { runTopLevel } from './top-level.ts';

const graceful: Halt = { kind: 'exit', code: 0 };

/**
 * Serves one invocation in an instance that has the program's image in it. Gives why it ended: at once where the
 * function never waited, a promise where it did.
 */
export function runProgram(
  instance: JavaScriptInstance,
  program: Program,
  session: JavaScriptSession,
  trigger: TriggerKind,
): Eventually<Halt> {
  const failed = (error: unknown) =>
    tell(
      inSources(haltOfException(error, instance, program.image), program.locate),
      error,
      instance,
      session,
    );
  instance.session = session;
  instance.locate = program.locate;
  try {
    const end = serve(instance, program, session, trigger);
    return end instanceof Promise ? end.then(() => graceful, failed) : graceful;
  } catch (error) {
    return failed(error);
  }
}

function serve(
  instance: JavaScriptInstance,
  { image, topLevel }: Program,
  session: JavaScriptSession,
  trigger: TriggerKind,
): Eventually<void> {
  const loop = new EventLoop(instance, image.entries);
  if (topLevel === null) return callTrigger(instance, image.entries, session, trigger, loop);
  return eventually(runTopLevel(instance, image, topLevel), () =>
    callTrigger(instance, image.entries, session, trigger, loop),
  );
}

function callTrigger(
  instance: JavaScriptInstance,
  entries: Program['image']['entries'],
  session: JavaScriptSession,
  trigger: TriggerKind,
  loop: EventLoop,
): Eventually<void> {
  const { quickjs } = instance;
  switch (trigger) {
    case 'Std':
      return eventually(loop.settle(quickjs.call(entries.standard)), () => loop.drain());
    case 'Http':
      return eventually(
        loop.settle(quickjs.call(entries.http, ...readEnvelope(instance, session))),
        (answer) => writeResponse(instance, answer),
      );
    case 'Pulsar':
      return eventually(
        loop.settle(quickjs.call(entries.pulsar, ...readEnvelope(instance, session))),
        () => {},
      );
    default:
      return assertNever(trigger);
  }
}

/** Reads what arrived: its head as JSON, its body as text, and the body's bytes where they are not that text. */
function readEnvelope(instance: JavaScriptInstance, { envelope }: JavaScriptSession): Box[] {
  if (envelope === null)
    throw new Error('The invocation has a structured trigger and nothing that came with it.');
  const { quickjs, hostcalls, memory } = instance;
  const { exports } = quickjs;
  const pointer = quickjs.allocate(envelope.head.length + envelope.body.length + 1);
  const head = { pointer, size: envelope.head.length };
  const body = { pointer: pointer + head.size, size: envelope.body.length };
  if (body.size === 0) hostcalls.read(triggerDescriptor.request, head);
  else hostcalls.read(triggerDescriptor.request, head, body);
  const parts = [
    exports.qjs_new_string(head.pointer, head.size),
    newText(instance, body),
    isUtf8(memory.slice(body.pointer, body.size))
      ? exports.qjs_get_undefined()
      : exports.qjs_new_uint8_array(body.pointer, body.size),
  ];
  exports.wasm_free(pointer);
  return parts;
}

/** Writes the answer that the prelude made of a response: `[head as JSON, body as text or bytes]`. */
function writeResponse({ quickjs, hostcalls }: JavaScriptInstance, answer: Box): void {
  const { exports } = quickjs;
  const head = quickjs.textSpan(exports.qjs_get_prop_uint32(answer, 0));
  const content = exports.qjs_get_prop_uint32(answer, 1);
  const body = exports.qjs_is_string(content) ? quickjs.textSpan(content) : quickjs.bytesSpan(content);
  hostcalls.write(triggerDescriptor.response, head, body);
}

/** Puts what went wrong on stderr as well, as every program's runtime does. */
function tell(
  halt: Halt,
  error: unknown,
  { quickjs, hostcalls }: JavaScriptInstance,
  session: JavaScriptSession,
) {
  if (halt.kind !== 'exception' && halt.kind !== 'memory-limit' && halt.kind !== 'stack-limit') return halt;
  const text = `${halt.message}\n${formatStack(halt.stack)}`;
  try {
    // What was thrown by the host in the middle of things may have left the heap in disorder.
    if (error instanceof GuestException) hostcalls.write(2, quickjs.textSpan(quickjs.newString(text)));
    else session.stderr.write([Buffer.from(text)]);
  } catch {
    // stderr or memory is full, and the halt says it all the same.
  }
  return halt;
}
