import type { FunctionInput } from '../../src-main/contract/function.ts';
import type { FunctionSummary } from '../../src-main/contract/rpc/functions.ts';

/** A function's settings as an update takes them: the whole, since an update replaces the whole. */
export function settingsOf(subject: FunctionSummary): FunctionInput {
  const { name, description, tag, environment, maxMemory, maxInstances } = subject;
  return { name, description, tag, environment, maxMemory, maxInstances };
}
