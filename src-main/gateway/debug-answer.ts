import type { InvocationOutput, TriggerKind } from '../contract/invocation.ts';
import { writeDmesg } from '../traces/dmesg-writer.ts';
import { buildTraceModel } from '../traces/trace-model.ts';
import { type Answer, answerOfJson } from './answer.ts';

/**
 * What `?debug` answers with, its keys in this order (docs/wire.md, 2). Size: bytes of the release's WebAssembly.
 * Bytes that are not UTF-8 show as U+FFFD.
 */
export function debugAnswer(output: InvocationOutput, trigger: TriggerKind, size: number): Answer {
  const decoder = new TextDecoder();
  return answerOfJson(200, {
    stdout: decoder.decode(output.stdout),
    stderr: decoder.decode(output.stderr),
    dmesg: writeDmesg(buildTraceModel(output.trace, output.timing, output.halt)),
    trigger,
    responseBody: output.response === null ? '' : decoder.decode(output.response.body),
    currentPages: output.pages,
    size,
  });
}
