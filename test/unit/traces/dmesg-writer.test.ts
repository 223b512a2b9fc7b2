import { describe, expect, it } from 'vitest';
import type { Halt } from '../../../src-main/contract/invocation.ts';
import { writeDmesg } from '../../../src-main/traces/dmesg-writer.ts';
import { call, model, vendorModel, vendorSample } from './sample-model.ts';

const haltLine = (halt: Halt) => /^Halt reason: .*$/m.exec(writeDmesg(model({ halt })))?.[0];

describe('dmesg', () => {
  it('is the vendor’s sample for the vendor’s invocation', () => {
    expect(writeDmesg(vendorModel)).toBe(vendorSample);
  });

  it('writes unsigned lower-case hexadecimal of at least two digits', () => {
    const text = writeDmesg(
      model({ calls: [call('fd_seek', [3n, 0xffff_ffff_ffff_fffen, 2n, 0xffff_ffffn])] }),
    );
    expect(text).toContain('WASI_FD_SEEK(vmctx=30c0ffee, 03, fffffffffffffffe, 02, ffffffff)\n');
  });

  it('writes a call without parameters, and those of env', () => {
    const text = writeDmesg(model({ calls: [call('sched_yield', []), call('host_tcp_connect', [16n, 9n])] }));
    expect(text).toContain(
      '\nWASI_SCHED_YIELD(vmctx=30c0ffee)\nHOST_TCP_CONNECT(vmctx=30c0ffee, 10, 09, 00, 00)\n',
    );
  });

  it('says under a call what it touched, why it failed, and what the host knows', () => {
    const open = call('path_unlink_file', [5n, 16n, 4n], { errno: 44, remark: 'no "such"\nthing' });
    const parameters = open.parameters.map((parameter) => ({
      ...parameter,
      text: parameter.kind === 'text' ? 'a\tb' : null,
    }));
    expect(writeDmesg(model({ calls: [{ ...open, parameters }] }))).toContain(
      [
        'WASI_PATH_UNLINK_FILE(vmctx=30c0ffee, 05, 10, 04)',
        '\tpath: "a\\tb"',
        '\terrno: enoent (44)',
        '\treason: "no \\"such\\"\\nthing"',
        'HOST_HALT',
      ].join('\n'),
    );
  });

  it('says which call the invocation ended in, and how many it did not keep', () => {
    const waiting = call('poll_oneoff', [], { returned: false, errno: null });
    const text = writeDmesg(
      model({
        calls: [call('fd_close', [9n]), waiting],
        gap: { position: 1, calls: 1234 },
        halt: { kind: 'deadline', message: 'The function ran for more than 30s.' },
      }),
    );
    expect(text).toBe(
      [
        'Start time: 2.202681ms\n',
        'WASI_FD_CLOSE(vmctx=30c0ffee, 09)',
        '\tdropped: 1234 calls',
        'WASI_POLL_ONEOFF(vmctx=30c0ffee, 00, 00, 00, 00)',
        '\tnever returned\n',
        'Halt reason: deadline: The function ran for more than 30s.\n',
        'Run time: 3.359928ms',
        'Total time: 5.65287ms\n',
      ].join('\n'),
    );
  });

  it('writes an exit code', () => {
    expect(writeDmesg(model({ halt: { kind: 'exit', code: 255 } }))).toContain(
      'HOST_HALT(vmctx=c000, ff)\n\tEXIT CODE 255\n\nHalt reason: host_halt\n',
    );
  });

  it.each<[Halt, string]>([
    [{ kind: 'trap', message: 'unreachable', stack: [] }, 'trap: unreachable'],
    [{ kind: 'exception', message: 'Error: a\nb\\c', stack: [] }, 'exception: Error: a\\nb\\\\c'],
    [{ kind: 'malformed-response', message: 'no status' }, 'malformed response: no status'],
    [{ kind: 'memory-limit', message: 'full', stack: [] }, 'memory limit: full'],
    [{ kind: 'stack-limit', message: 'deep', stack: [] }, 'stack limit: deep'],
    [{ kind: 'output-limit', message: 'full' }, 'output limit: full'],
    [{ kind: 'deadline', message: 'late' }, 'deadline: late'],
    [{ kind: 'cancelled', message: 'left' }, 'cancelled: left'],
    [{ kind: 'lost', message: 'gone' }, 'lost: gone'],
  ])('tells every other end by its reason: %o', (halt, reason) => {
    expect(haltLine(halt)).toBe(`Halt reason: ${reason}`);
  });

  it('writes frames of WebAssembly and of JavaScript', () => {
    const stack = [
      { functionName: 'trigger_http', offset: null, source: 'function.js:3:11' },
      { functionName: 'wasm-function[12]', offset: 0x1234, source: null },
    ];
    const halt: Halt = { kind: 'exception', message: 'Error', stack };
    expect(writeDmesg(model({ halt, stack }))).toContain(
      'Error\n\n\tat 0x00000000: trigger_http\n\t\tfunction.js:3:11\n\tat 0x00001234: wasm-function[12]\n\nRun',
    );
  });
});
