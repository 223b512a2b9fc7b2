import { describe, expect, it } from 'vitest';
import { errnoNames, hostcalls } from '../../../src-main/contract/hostcalls.ts';
import { callPhrases } from '../../../src-main/traces/call-phrases.ts';
import { DescriptorNames } from '../../../src-main/traces/descriptor-names.ts';
import {
  callCategories,
  categoryOf,
  explainCall,
  explainErrno,
} from '../../../src-main/traces/explain-call.ts';
import { call } from './sample-model.ts';
import { withResults, withTexts } from './sample-values.ts';

const names = new DescriptorNames();

it('has words and a category for every call that a guest can make', () => {
  for (const { name } of hostcalls.filter(({ module }) => module !== 'host')) {
    expect(callPhrases[name], name).toBeDefined();
    const sentence = explainCall(call(name, []), names);
    expect(sentence, name).not.toMatch(/undefined|NaN/);
    expect(callCategories).toContain(categoryOf(call(name, []), names));
    expect(categoryOf(call(name, []), names)).not.toBe('host');
  }
});

describe('an explanation', () => {
  it('says what was done', () => {
    expect(explainCall(withResults(call('fd_write', [1n, 16n, 1n, 32n]), { nwritten: 12n }), names)).toBe(
      'wrote 12 bytes to stdout',
    );
    expect(explainCall(withResults(call('fd_read', [0n, 16n, 1n, 32n]), { nread: 1n }), names)).toBe(
      'read 1 byte from stdin',
    );
    expect(explainCall(call('clock_time_get', [1n, 0n, 16n]), names)).toBe('read the monotonic clock');
    expect(explainCall(call('proc_exit', [3n]), names)).toBe('exited with code 3');
  });

  it('says what could not be done, and why', () => {
    const open = withTexts(call('path_open', [3n, 0n, 16n, 5n], { errno: 44 }), { path: 'a.txt' });
    expect(explainCall(open, names)).toBe('could not open "a.txt": no such file or directory');
    const connect = withTexts(
      call('host_tcp_connect', [16n, 9n], { errno: null, remark: 'connection refused' }),
      {
        address_ptr: '127.0.0.1:9',
      },
    );
    expect(explainCall(withResults(connect, { fd: 0xffff_ffffn }), names)).toBe(
      'could not connect to "127.0.0.1:9" (connection refused)',
    );
  });

  it('says in what the invocation ended', () => {
    const waiting = call('poll_oneoff', [16n, 32n, 1n], { returned: false, errno: null });
    expect(explainCall(waiting, names)).toBe('was about to wait for one event when the invocation ended');
  });

  it('has a meaning for every errno', () => {
    for (const [code, name] of errnoNames.entries())
      if (code > 0)
        expect(explainErrno(code)).toEqual({
          code,
          name: `E${name.toUpperCase()}`,
          meaning: expect.stringMatching(/^\w/),
        });
    expect(explainErrno(0)).toBeNull();
    expect(explainErrno(null)).toBeNull();
    expect(explainErrno(999)).toEqual({ code: 999, name: 'E999', meaning: 'unknown error' });
  });
});
