import type { InvocationTrace, TraceCall } from '../../../src-main/contract/rpc/invocations.ts';

/** A write of twelve bytes, five microseconds long, ten after the one before. */
export function sampleCall(index: number, changes: Partial<TraceCall> = {}): TraceCall {
  return {
    index,
    module: 'wasi_snapshot_preview1',
    name: 'fd_write',
    category: 'file',
    arguments: [{ name: 'fd', raw: '01', decoded: '1<stdout>' }],
    results: [{ name: 'nwritten', value: '12' }],
    errno: { code: 0, name: 'success', meaning: 'success' },
    problem: null,
    start: index * 10,
    duration: 5,
    gap: 5,
    explanation: 'wrote 12 bytes to stdout',
    ...changes,
  };
}

/** The trace of an invocation with these calls: 100 µs of start, `run` of run, 20 of answer. */
export function sampleTrace(calls: readonly TraceCall[], run = 100): InvocationTrace {
  return {
    invocation: {
      id: 'invocation_1',
      functionId: 'function_1',
      functionName: 'hello',
      releaseNumber: 1,
      receivedAt: '2024-05-01T12:00:00.000Z',
      trigger: 'Http',
      source: 'composer',
      method: 'GET',
      path: '/',
      status: 200,
      halt: 'exit',
      message: null,
      start: 100,
      run,
      total: 100 + run + 20,
      calls: calls.length,
      errors: 0,
      pages: 17,
    },
    calls: [...calls],
    dropped: 0,
    phases: [
      { name: 'start', duration: 100 },
      { name: 'guest', duration: run },
      { name: 'host', duration: 0 },
      { name: 'respond', duration: 20 },
    ],
    halt: { kind: 'exit', message: 'exit code 0', stack: [] },
    dmesg: '',
    stdout: '',
    stderr: '',
    hasRemains: true,
    repeatObstacle: null,
  };
}
