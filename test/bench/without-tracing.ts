/**
 * Loaded before an engine, it makes of it and of its workers an engine that records nothing and keeps nothing. The
 * product has no such switch: this is what its tracing is measured against.
 */
import { syncBuiltinESMExports } from 'node:module';
import workerThreads, { type WorkerOptions } from 'node:worker_threads';
import { InvocationLog } from '../../src-main/traces/invocation-log.ts';
import { TraceRecorder } from '../../src-main/worker/trace/trace-recorder.ts';

const nothing = new Uint8Array(0);

Object.assign(TraceRecorder.prototype, {
  begin: () => 0,
  parameter() {},
  result() {},
  text() {},
  remark() {},
  end() {},
  snapshot: () => nothing,
});
InvocationLog.prototype.record = () => {};

// Threads don't inherit what a process was told to load first.
workerThreads.Worker = class extends workerThreads.Worker {
  constructor(file: string | URL, options: WorkerOptions) {
    super(file, { ...options, execArgv: [`--import=${import.meta.url}`] });
  }
};
syncBuiltinESMExports();
