import fc from 'fast-check';
import { expect, it } from 'vitest';
import { OutputTail, outputTailBytes } from '../../../../src-main/worker/trace/output-tail.ts';
import { snapshotOutput, TraceRecorder } from '../../../../src-main/worker/trace/trace-recorder.ts';

const kept = 16 * 1024;

it('keeps the end of what was written, in whatever pieces', () => {
  const piece = fc.tuple(fc.nat(255), fc.oneof(fc.nat(40), fc.nat(40_000)));
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
      const tail = new OutputTail(new SharedArrayBuffer(outputTailBytes), 0);
      const written = pieces.map(([byte, length]) => Buffer.alloc(length, byte));
      for (const bytes of written) tail.append(bytes);
      expect(Buffer.from(tail.read()).equals(Buffer.concat(written).subarray(-kept))).toBe(true);
    }),
  );
});

it('lies in the memory of the recorder, apart for each stream, and is forgotten with the recording', () => {
  const recorder = new TraceRecorder({ firstSlots: 3, lastSlots: 2 });
  recorder.reset();
  recorder.stdout.append(Buffer.from('out'));
  recorder.stderr.append(Buffer.from('error'));
  const { stdout, stderr } = snapshotOutput(recorder.buffer);
  expect([stdout, stderr].map((bytes) => Buffer.from(bytes).toString())).toEqual(['out', 'error']);
  recorder.reset();
  expect(snapshotOutput(recorder.buffer)).toEqual({ stdout: new Uint8Array(0), stderr: new Uint8Array(0) });
});
