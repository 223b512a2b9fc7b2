import { _delete, create, get, list, update } from '@clevercloud/client/esm/api/v4/function.js';
import type { CloudFunction, FunctionInput } from '../../contract/function.ts';
import { functionBounds } from '../../contract/limits.ts';
import { wholeNumber } from '../parse-options.ts';
import { functionIdAnd, noWords, oneFunctionId } from './arguments.ts';
import type { FunctionsCommand } from './command.ts';
import { parseEnvironmentList } from './environment-list.ts';
import { formatBytes, formatTime, printJson, printTable } from './print.ts';

/** `clever functions [list]` */
export const listFunctionsCommand: FunctionsCommand = {
  spellings: [['list']],
  parameters: '',
  summary: 'List the functions; "clever functions" alone does the same',
  options: [],
  async run({ words, client, ownerId, io, json, usage }) {
    noWords(words, usage);
    const functions = await client.send<CloudFunction[]>(list({ ownerId }));
    if (json) printJson(io.stdout, functions);
    else if (functions.length === 0)
      io.stdout.write('No function yet. Make one with: clever functions create\n');
    else
      printTable(
        io.stdout,
        ['ID', 'NAME', 'MEMORY', 'INSTANCES', 'CREATED (UTC)'],
        functions.map((item) => [
          item.id,
          item.name ?? '',
          formatBytes(item.maxMemory),
          String(item.maxInstances),
          formatTime(item.createdAt),
        ]),
      );
    return 0;
  },
};

/** `clever functions create` */
export const createFunctionCommand: FunctionsCommand = {
  spellings: [['create']],
  parameters: '[--name N] [--max-instances N] [--max-memory BYTES]',
  summary: 'Create a function',
  options: ['name', 'max-instances', 'max-memory'],
  async run({ words, options, client, ownerId, io, json, usage }) {
    noWords(words, usage);
    const memory = { min: functionBounds.minimumMemory, max: functionBounds.maximumMemory };
    const instances = { min: 1, max: functionBounds.maximumInstances };
    const body: FunctionInput = {
      name: options.name,
      environment: {},
      maxMemory: wholeNumber('max-memory', options['max-memory'], memory),
      maxInstances: wholeNumber('max-instances', options['max-instances'], instances),
    };
    const created = await client.send<CloudFunction>(create({ ownerId }, body));
    if (json) printJson(io.stdout, created);
    else
      io.stdout.write(
        `Created ${created.id}${created.name ? ` (${created.name})` : ''}.\nDeploy to it with: clever functions deploy <source_file> ${created.id}\n`,
      );
    return 0;
  },
};

/** `clever functions get <function_id>` */
export const getFunctionCommand: FunctionsCommand = {
  spellings: [['get']],
  parameters: '<function_id>',
  summary: 'Show a function with its environment',
  options: [],
  async run({ words, client, ownerId, io, json, usage }) {
    const functionId = oneFunctionId(words, usage);
    const found = await client.send<CloudFunction>(get({ ownerId, functionId }));
    if (json) {
      printJson(io.stdout, found);
      return 0;
    }
    printTable(
      io.stdout,
      ['ID', found.id],
      [
        ['NAME', found.name ?? ''],
        ['MEMORY', formatBytes(found.maxMemory)],
        ['INSTANCES', String(found.maxInstances)],
        ['CREATED', `${formatTime(found.createdAt)} UTC`],
        ['UPDATED', `${formatTime(found.updatedAt)} UTC`],
        ...Object.entries(found.environment).map(([name, value]) => ['VARIABLE', `${name}=${value}`]),
      ],
    );
    return 0;
  },
};

/**
 * `clever functions set-env 'FOO=BAR,HELLO=WORLD' <function_id>`. It sets what it names and leaves the other variables
 * as they are; the API replaces a function whole, so the rest of it is sent back as it was.
 */
export const setEnvironmentCommand: FunctionsCommand = {
  spellings: [['set-env']],
  parameters: "'FOO=BAR,HELLO=WORLD' <function_id>",
  summary: 'Set variables and keep the others; \\, is a comma in a value',
  options: [],
  async run({ words, client, ownerId, io, json, usage }) {
    const { functionId, other } = functionIdAnd(words, usage, 'id last');
    const variables = parseEnvironmentList(other);
    const current = await client.send<CloudFunction>(get({ ownerId, functionId }));
    const { name, description, tag, maxMemory, maxInstances } = current;
    const environment = { ...current.environment, ...variables };
    const body: FunctionInput = { name, description, tag, environment, maxMemory, maxInstances };
    const updated = await client.send<CloudFunction>(update({ ownerId, functionId }, body));
    if (json) printJson(io.stdout, updated);
    else io.stdout.write(`Set ${Object.keys(variables).join(', ')} on ${functionId}.\n`);
    return 0;
  },
};

/** `clever functions delete <function_id>` */
export const deleteFunctionCommand: FunctionsCommand = {
  spellings: [['delete']],
  parameters: '<function_id>',
  summary: 'Delete a function with its deployments and releases',
  options: [],
  async run({ words, client, ownerId, io, json, usage }) {
    const functionId = oneFunctionId(words, usage);
    await client.send(_delete({ ownerId, functionId }));
    if (json) printJson(io.stdout, { id: functionId, deleted: true });
    else io.stdout.write(`Deleted ${functionId} with its deployments and releases.\n`);
    return 0;
  },
};
