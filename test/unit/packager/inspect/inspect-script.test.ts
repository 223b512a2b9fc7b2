import { expect, it } from 'vitest';
import { inspectScript } from '../../../../src-main/packager/inspect/inspect-script.ts';

it('finds the variables that a script names', () => {
  const script = `process.env.ONE; process.env["TWO"]; std.getenv('THREE'); process.env.ONE; process.env[name];`;
  expect(inspectScript(script).environmentKeys).toEqual(['ONE', 'THREE', 'TWO']);
});

it('finds the variables that a script takes out of its environment', () => {
  const script = `const { ONE, TWO: renamed, THREE = "a" } = process.env; std.getenviron().FOUR`;
  expect(inspectScript(script).environmentKeys).toEqual(['FOUR', 'ONE', 'THREE', 'TWO']);
});

it.each([
  ['await fetch("http://db")', ['network']],
  ['await net.WasiTcpConn.connect(address)', ['network']],
  ['const { WasiTlsConn } = net', ['network']],
  ['setTimeout(wake, 10)', ['waiting']],
  ['console.log(new Date())', ['clock', 'output']],
  ['crypto.randomUUID()', ['random']],
  ['process.env.A', ['environment']],
  ['const dated = 1; prefetch(2)', []],
])('%s may use %j', (script, capabilities) => {
  expect(inspectScript(script).capabilities).toEqual(capabilities);
});
