import { createHash } from 'node:crypto';
import { AtelierError } from '../contract/errors.ts';
import type { RequestDraft, SavedRequest } from '../contract/rpc/requests.ts';
import { appendRequest, removeRequest, replaceRequest } from './http-file/edit-http-file.ts';
import { type HttpFile, parseHttpFile } from './http-file/parse-http-file.ts';
import type { ProjectFiles } from './project-files.ts';

/** More files of requests than these are not listed. */
const mostFiles = 500;
const requestFile = /\.(http|rest)$/i;

/** A request of a file as it was read: `version` tells whether it still is what it was. */
export interface RequestAddress {
  readonly projectId: string;
  readonly path: string;
  readonly index: number;
  readonly version?: string | undefined;
}

/** The requests in the `.http` and `.rest` files of projects. */
export interface SavedRequests {
  list(projectId: string): Promise<SavedRequest[]>;
  /**
   * Saves a request over the one at `index`, or behind the others of the file where that is null; makes the file where it
   * is not there. A request that has moved in its file is found by its version. Throws `conflict` where it was changed
   * since it was read, `not-found`, and `invalid-input` for a draft that the format can't hold.
   */
  save(
    address: Omit<RequestAddress, 'index'> & { readonly index: number | null },
    draft: RequestDraft,
  ): Promise<SavedRequest>;
  /** Removes a request from its file. Throws `conflict` and `not-found` as `save`. */
  remove(address: RequestAddress): Promise<void>;
}

/** The requests that are saved in the projects' files. */
export function createSavedRequests(files: ProjectFiles): SavedRequests {
  let last: Promise<unknown> = Promise.resolve();
  // One change after the other: two requests of one file that are saved at once are no conflict.
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(work, work);
    last = result.catch(() => {});
    return result;
  };
  return {
    list: (projectId) => listRequests(files, projectId),
    save: (address, draft) => inTurn(() => saveRequest(files, address, draft)),
    remove: (address) =>
      inTurn(async () => {
        const { text, version } = await readFile(files, address);
        const index = findIndex(parseHttpFile(text), address);
        await files.write(address.projectId, address.path, { text: removeRequest(text, index), version });
      }),
  };
}

async function listRequests(files: ProjectFiles, projectId: string): Promise<SavedRequest[]> {
  const found = await Promise.all(
    ['.http', '.rest'].map((ending) => files.find(projectId, ending, mostFiles)),
  );
  const paths = [...new Set(found.flat().map(({ path }) => path))]
    .filter((path) => requestFile.test(path))
    .sort();
  const lists = await Promise.all(
    paths.map(async (path) => {
      // A file that went while we looked has no requests.
      const content = await files.read(projectId, path).catch(() => null);
      return requestsOf(projectId, path, parseHttpFile(content?.text ?? ''));
    }),
  );
  return lists.flat();
}

async function saveRequest(
  files: ProjectFiles,
  address: Parameters<SavedRequests['save']>[0],
  draft: RequestDraft,
): Promise<SavedRequest> {
  const { projectId, path } = address;
  if (!requestFile.test(path))
    throw new AtelierError(
      'invalid-input',
      `Requests are saved in files that end in .http, and ${path} does not.`,
    );
  const { text, version } = await readFile(files, address);
  const index =
    address.index === null ? null : findIndex(parseHttpFile(text), { ...address, index: address.index });
  const saved = index === null ? appendRequest(text, draft) : replaceRequest(text, index, draft);
  if (saved !== text) await files.write(projectId, path, { text: saved, version });
  return requestsOf(projectId, path, parseHttpFile(saved)).at(index ?? -1)!;
}

/** The text of a file of requests: none where there is no file. */
async function readFile(
  files: ProjectFiles,
  { projectId, path }: { readonly projectId: string; readonly path: string },
): Promise<{ text: string; version: string | null }> {
  try {
    const { text, version } = await files.read(projectId, path);
    if (text !== null) return { text, version };
  } catch (error) {
    if (error instanceof AtelierError && error.code === 'not-found') return { text: '', version: null };
    throw error;
  }
  throw new AtelierError('invalid-input', `${path} is no text, or too long to be edited here.`);
}

/** Where a request is by now. */
function findIndex(file: HttpFile, { path, index, version }: RequestAddress): number {
  if (version === undefined || versionAt(file, index) === version) return index;
  const moved = file.requests.findIndex((_, position) => versionAt(file, position) === version);
  if (moved !== -1) return moved;
  throw new AtelierError(
    'conflict',
    `This request was changed in ${path} since it was read. Open it again; what you have typed can be saved as a new request.`,
  );
}

function requestsOf(projectId: string, path: string, file: HttpFile): SavedRequest[] {
  const identities = identitiesOf(file);
  return file.requests.map(({ draft, directives }, index) => ({
    key: `${projectId}:${path}#${identities[index]}`,
    projectId,
    path,
    index,
    version: versionAt(file, index),
    draft,
    directives: directives.map(([name, value]) => [name, value]),
  }));
}

/**
 * What each request of a file is known by wherever it stands: its name, or what it asks for where it has none; those that
 * share one are counted.
 */
function identitiesOf({ requests }: HttpFile): string[] {
  const counts = new Map<string, number>();
  return requests.map(({ draft: { name, method, url } }) => {
    const identity = name || `${method} ${url}`;
    const count = (counts.get(identity) ?? 0) + 1;
    counts.set(identity, count);
    return digest(`${identity}\n${count}`);
  });
}

/** A digest of a request's own lines: changes elsewhere in the file do not concern it. */
function versionAt({ lines, requests }: HttpFile, index: number): string {
  const places = requests[index]?.places;
  return digest(places === undefined ? '' : lines.slice(places.start, places.end).join('').trim());
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
