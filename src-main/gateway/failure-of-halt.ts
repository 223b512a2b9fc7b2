import { assertNever } from '../contract/assert-never.ts';
import { AtelierError, type ErrorCode } from '../contract/errors.ts';
import type { Halt, InvocationOutput, StackFrame } from '../contract/invocation.ts';

type Output = 'stdout' | 'stderr';

/** How much of an output's end stands in the answer of a failed invocation, in bytes. */
const outputTail = 2_000;

/** The error that an invocation's end means for its caller, with its last words; null where it ended well. */
export function failureOfHalt(output: Pick<InvocationOutput, 'halt' | Output>): AtelierError | null {
  const { halt } = output;
  if (halt.kind === 'exit' && halt.code === 0) return null;
  const [code, message] = explain(halt);
  const exitCode = halt.kind === 'exit' ? { exitCode: halt.code } : {};
  return new AtelierError(code, message, { details: { ...exitCode, ...lastWords(output) } });
}

/** TinyGo's panics are written to stdout. */
function lastWords(output: Pick<InvocationOutput, Output>): Partial<Record<Output, string>> {
  const name = output.stderr.length > 0 ? 'stderr' : 'stdout';
  const tail = new TextDecoder().decode(output[name].subarray(-outputTail));
  return tail === '' ? {} : { [name]: tail };
}

function explain(halt: Halt): [ErrorCode, string] {
  // the sentence around it has a full stop of its own
  const reason = halt.kind === 'exit' ? '' : halt.message.replace(/\.$/, '');
  switch (halt.kind) {
    case 'exit':
      return ['function-failed', `The function ended with exit code ${halt.code}.`];
    case 'trap':
      return ['function-failed', `The function trapped: ${reason}${placeOf(halt.stack)}.`];
    case 'exception':
      return ['function-failed', `The function threw: ${reason}${placeOf(halt.stack)}.`];
    case 'memory-limit':
      return ['memory-limit', `${reason}.`];
    case 'stack-limit':
      return ['stack-limit', `The function's calls went too deep: ${reason}${placeOf(halt.stack)}.`];
    case 'malformed-response':
      return ['malformed-response', `The function's response is not one: ${reason}.`];
    case 'output-limit':
      return ['output-limit', `${reason}.`];
    case 'deadline':
      return ['deadline-exceeded', `The function was stopped: ${reason}.`];
    case 'cancelled':
      return ['cancelled', `The function was ended: ${reason}.`];
    case 'lost':
      return ['worker-lost', `The invocation was lost: ${reason}.`];
    default:
      return assertNever(halt);
  }
}

function placeOf([frame]: readonly StackFrame[]): string {
  if (frame === undefined) return '';
  return ` at ${frame.functionName}${frame.source === null ? '' : ` (${frame.source})`}`;
}
