/**
 * Loaded before an engine and its workers, it makes of them an engine that records nothing and keeps nothing. The
 * product has no such switch: this is what its tracing is measured against.
 */
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
