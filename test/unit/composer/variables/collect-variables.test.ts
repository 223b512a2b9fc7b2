import { expect, it } from 'vitest';
import {
  collectVariables,
  environmentNames,
  maskSecrets,
} from '../../../../src-main/composer/variables/collect-variables.ts';

const builtIn = {
  Local: { gateway: 'http://local', hello: 'function_1' },
  Cloud: { gateway: 'https://cloud' },
};
const nothing = { file: [], environments: [], secrets: [], kept: {} };

function valuesOf(sources: Partial<typeof nothing> | object, environment = 'Local') {
  return collectVariables({ ...nothing, ...sources }, environment, builtIn).map(
    ({ name, value, origin }) => `${name}=${value} (${origin})`,
  );
}

it('has what is built in, in environments of its own as in the local one', () => {
  expect(valuesOf({})).toEqual(['gateway=http://local (built-in)', 'hello=function_1 (built-in)']);
  expect(valuesOf({}, 'staging')).toEqual(valuesOf({}));
  expect(valuesOf({}, 'Cloud')).toEqual(['gateway=https://cloud (built-in)']);
});

it('lets the file count before the environment, the private before the shared, and all before what is built in', () => {
  const environments = [
    {
      isPrivate: false,
      environments: { $shared: { a: 'shared', b: 2 }, dev: { a: 'dev', gateway: 'http://dev', c: {} } },
    },
    { isPrivate: true, environments: { dev: { key: 'private', b: 'private' } } },
  ];
  const sources = {
    file: [
      ['a', 'first'],
      ['a', 'file'],
    ],
    environments,
    secrets: [{ key: 'env', d: 'env' }],
    kept: { d: 'kept', e: 'kept' },
  };
  expect(valuesOf(sources, 'dev')).toEqual([
    'a=file (file)',
    'key=private (environment)',
    'b=private (environment)',
    'gateway=http://dev (environment)',
    '$dotenv key=env (.env)',
    'd=env (.env)',
    '$dotenv d=env (.env)',
    'e=kept (secret)',
    'hello=function_1 (built-in)',
  ]);
});

it('shows secrets without their values', () => {
  const environments = [{ isPrivate: false, environments: { Local: { apiToken: 'abc', a: '1' } } }];
  const variables = collectVariables({ ...nothing, environments, secrets: [{ b: 'hidden' }] }, 'Local', {
    Local: {},
  });
  expect(maskSecrets(variables).map(({ name, value }) => [name, value])).toEqual([
    ['apiToken', '••••••••'],
    ['a', '1'],
    ['b', '••••••••'],
  ]);
});

it('names the environments that can be chosen', () => {
  expect(
    environmentNames(
      [
        { $shared: {}, dev: {} },
        { dev: {}, Local: {} },
      ],
      builtIn,
    ),
  ).toEqual(['Local', 'Cloud', 'dev']);
});
