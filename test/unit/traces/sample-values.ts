import type { TraceCall } from '../../../src-main/traces/trace-call.ts';

/** The call with these results, by their names. */
export function withResults(call: TraceCall, values: Readonly<Record<string, bigint>>): TraceCall {
  const results = (call.hostcall?.results ?? []).map(({ name, kind }) => ({
    name,
    kind,
    value: values[name] ?? 0n,
  }));
  return { ...call, results };
}

/** The call with these texts behind its pointers, by the names of the parameters. */
export function withTexts(call: TraceCall, texts: Readonly<Record<string, string>>): TraceCall {
  const parameters = call.parameters.map((parameter) => ({
    ...parameter,
    text: texts[parameter.name] ?? null,
  }));
  return { ...call, parameters };
}
