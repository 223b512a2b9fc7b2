import { ORPCError } from '@orpc/client';
import { missingSecretsOf } from '../../src-main/contract/missing-secrets.ts';
import { goTo } from '../app/go-to.ts';
import { showPanel } from '../app/layout/layout-state.ts';
import { rpc } from '../rpc/client.ts';
import { showFailure, showNotice } from '../ui/notice.tsx';
import { askForSecrets, setSecretsLabel } from './missing-secrets.tsx';

/** Under this, milliseconds, a word about a build would only flicker. */
const patience = 400;

/** Builds and deploys a function of a project, and shows how that goes, also while compilers beside the source run. */
export async function deploySource(projectId: string, name: string): Promise<void> {
  let takeBack = (): void => {};
  const timer = setTimeout(() => {
    takeBack = showNotice({ text: `${name} is being built…` });
  }, patience);
  try {
    const { id } = await rpc.projects.deploy({ projectId, name });
    goTo(`/deploy/${id}`);
    takeBack();
  } catch (error) {
    const secrets = error instanceof ORPCError ? missingSecretsOf(error.data) : [];
    showFailure(
      error,
      secrets.length > 0
        ? { label: setSecretsLabel(secrets), run: () => askForSecrets(projectId, secrets) }
        : { label: 'Show problems', run: () => showPanel('problems') },
    );
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Builds and deploys functions of the platform from the open projects that have their sources. One shows how it goes;
 * of several, what was started and what could not be is said, and the tree shows the rest.
 */
export async function deployFunctions(functionIds: readonly string[]): Promise<void> {
  const projects = await rpc.projects.list();
  const sources = projects.flatMap(({ id, functions }) =>
    functions
      .filter(({ functionId }) => functionId !== null && functionIds.includes(functionId))
      .map(({ name }) => ({ projectId: id, name })),
  );
  const [only] = sources;
  if (functionIds.length === 1 && only !== undefined) return deploySource(only.projectId, only.name);
  const results = await Promise.allSettled(sources.map((source) => rpc.projects.deploy(source)));
  const failures = results.flatMap((result, index) =>
    result.status === 'rejected' ? [`${sources[index]?.name}: ${(result.reason as Error).message}`] : [],
  );
  const started = results.length - failures.length;
  const homeless = functionIds.length - sources.length;
  showNotice({
    text: [
      ...(started > 0 ? [`${count(started, 'deployment')} started.`] : []),
      ...(homeless > 0
        ? [
            `${count(homeless, 'function')} without a source in an open project ${homeless === 1 ? 'was' : 'were'} left out.`,
          ]
        : []),
      ...failures,
    ].join(' '),
  });
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
