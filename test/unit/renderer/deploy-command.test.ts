import { expect, it } from 'vitest';
import type { Project } from '../../../src-main/contract/rpc/projects.ts';
import { deployCommand } from '../../../src-renderer/deploy/deploy-command.ts';

const project = {
  folder: "/home/ada/it's here",
  functions: [{ name: 'hello', functionId: 'function_1' }],
} as unknown as Project;

it('names the project where one has the source, and a file otherwise', () => {
  const deployment = { functionId: 'function_1', platform: 'RUST' } as const;
  expect(deployCommand(deployment, [project])).toBe(
    "atelier deploy hello --folder '/home/ada/it'\\''s here'",
  );
  expect(deployCommand({ ...deployment, functionId: 'function_2' }, [project])).toBe(
    'clever functions deploy function.rs function_2',
  );
});
