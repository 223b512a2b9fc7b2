import { describe, expect, it } from 'vitest';
import { sourceLanguages } from '../../src-main/contract/manifest.ts';
import type { LanguageReport } from '../../src-main/headless/doctor/examine-language.ts';
import { doctorCommand } from '../../src-main/headless/doctor.ts';
import { captureIo } from '../support/command-io.ts';

describe('atelier doctor', () => {
  it('tries every language, and fails for none that is merely not there', async () => {
    const io = captureIo();
    const code = await doctorCommand(['--json'], io);
    const reports = JSON.parse(io.written.stdout) as LanguageReport[];
    expect(reports.filter(({ state }) => state === 'broken')).toEqual([]);
    expect(code).toBe(0);
    expect(reports.map(({ language }) => language)).toEqual(
      sourceLanguages.filter((language) => language !== 'wasm'),
    );
    for (const report of reports)
      if (report.state === 'missing') expect(report.hint).not.toBe('');
      else expect(report.version).toMatch(/\d/);
  });

  it('shows how it is called', async () => {
    const io = captureIo();
    expect(await doctorCommand(['--help'], io)).toBe(0);
    expect(io.written.stdout).toContain('atelier doctor [--json]');
  });
});
