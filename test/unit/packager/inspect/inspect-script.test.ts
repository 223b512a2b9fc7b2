import { expect, it } from 'vitest';
import { inspectScript } from '../../../../src-main/packager/inspect/inspect-script.ts';

it('finds the variables that a script names', () => {
  const script = `process.env.ONE; process.env["TWO"]; std.getenv('THREE'); process.env.ONE; process.env[name];`;
  expect(inspectScript(script).environmentKeys).toEqual(['ONE', 'THREE', 'TWO']);
});

it.each([
  ['await fetch("http://db")', ['network']],
  ['console.log(new Date())', ['clock', 'output']],
  ['crypto.randomUUID()', ['random']],
  ['process.env.A', ['environment']],
  ['const dated = 1; prefetch(2)', []],
])('%s may use %j', (script, capabilities) => {
  expect(inspectScript(script).capabilities).toEqual(capabilities);
});
