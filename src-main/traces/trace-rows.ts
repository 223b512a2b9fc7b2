import type { Halt, TriggerKind } from '../contract/invocation.ts';
import type { SecretCipher } from '../store/secret-cipher.ts';
import type { InvocationRemains, KeptInput, KeptInvocation } from './kept-invocation.ts';

/** The columns of `invocations`, named as {@link Row} has them. */
export const columns = `id, function_id AS functionId, deployment_id AS deploymentId, release_id AS releaseId, trigger, method,
  path, user_agent AS userAgent, status, halt, exit_code AS exitCode, message, received_at AS receivedAt,
  start_time AS start, run_time AS run, total_time AS total, pages, request_size AS requestSize,
  response_size AS responseSize, calls, errors, memory_share AS memoryShare, time_share AS timeShare,
  output_share AS outputShare`;

/** A row of `invocations`. */
export type Row = Omit<KeptInvocation, 'timing' | 'used'> & {
  start: number;
  run: number;
  total: number;
} & Shares;
/** Null where nothing ran. */
interface Shares {
  readonly memoryShare: number | null;
  readonly timeShare: number | null;
  readonly outputShare: number | null;
}
/** Null, all three, where the input is not kept. */
interface StoredInput {
  readonly variables: string | null;
  readonly request: string | null;
  readonly body: Uint8Array | null;
}
export type StoredRemains = Omit<InvocationRemains, 'halt' | 'input'> & { halt: string } & StoredInput;

/** What a row of `remains` tells; what was given is not known where its environment can't be opened any more. */
export function readRemains(
  { halt, variables, request, body, ...outputs }: StoredRemains,
  cipher: SecretCipher,
): InvocationRemains {
  const environment = variables === null ? null : openEnvironment(variables, cipher);
  const isKept = environment !== null && request !== null && body !== null;
  return {
    ...outputs,
    halt: JSON.parse(halt) as Halt,
    input: isKept ? { environment, head: headOf(request), body } : null,
  };
}

/** What is told of an input as a row has it: JSON, under the name of what told it. */
export function storedRequest(trigger: TriggerKind, { head }: KeptInput): string {
  return head === '' ? '{}' : `{"${trigger.toLowerCase()}":${head}}`;
}

function headOf(request: string): string {
  const [told] = Object.values(JSON.parse(request) as Record<string, unknown>);
  return told === undefined ? '' : JSON.stringify(told);
}

function openEnvironment(variables: string, cipher: SecretCipher): KeptInput['environment'] | null {
  try {
    return JSON.parse(cipher.open(JSON.parse(variables))) as KeptInput['environment'];
  } catch {
    return null;
  }
}

/** What a row of `invocations` tells. */
export function keptInvocation(row: Row): KeptInvocation {
  const { start, run, total, memoryShare, timeShare, outputShare, ...rest } = row;
  const timing = { start, run, total };
  if (memoryShare === null || timeShare === null || outputShare === null) return { ...rest, timing };
  return { ...rest, timing, used: { memory: memoryShare, time: timeShare, output: outputShare } };
}
