import { describe, expect, it } from 'vitest';
import { createProgress } from '../../../../src-main/headless/clever/progress.ts';
import { captureIo } from '../../../support/command-io.ts';

describe('createProgress', () => {
  it('writes one line for each status where a program reads', () => {
    const io = captureIo();
    using progress = createProgress(io.stderr);
    for (const status of ['WAITING_FOR_UPLOAD', 'PACKAGING', 'DEPLOYING', 'READY'] as const)
      progress.show(status);
    expect(io.written.stderr).toMatch(/^Uploading\nPackaging\nDeploying\nReady after \d+\.\d s\n$/);
  });

  it('says what is deployed where it could be several things', () => {
    const io = captureIo();
    using progress = createProgress(io.stderr, 'hello');
    for (const stage of ['BUILDING', 'ERROR'] as const) progress.show(stage);
    expect(io.written.stderr).toMatch(/^hello {2}Building\nhello {2}Failed after \d+\.\d s\n$/);
  });

  it('keeps to one line on a terminal, and ends it', () => {
    const io = captureIo({}, { isTTY: true });
    {
      using progress = createProgress(io.stderr);
      progress.show('PACKAGING');
      progress.show('ERROR');
    }
    const lines = io.written.stderr.split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[0]!.split('\r\u001b[K').slice(1)).toEqual([
      expect.stringMatching(/^Packaging \d+\.\d s$/),
      expect.stringMatching(/^Failed \d+\.\d s$/),
    ]);
  });
});
