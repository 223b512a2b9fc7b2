import type { Organisation, Summary } from '../../contract/account.ts';
import { AtelierError } from '../../contract/errors.ts';
import type { CloudClient } from '../../remote/cloud-client.ts';
import { summaryRequest } from '../../remote/summary-request.ts';

/**
 * The id of the owner that `--org` names, by id or by name in any case, and without it the owner that the target
 * brings or the user's first organisation. Throws `usage` for a name that nobody or more than one has.
 */
export async function resolveOwner(client: CloudClient, wanted: string | undefined): Promise<string> {
  if (wanted === undefined && client.target.ownerId !== null) return client.target.ownerId;
  if (wanted !== undefined && /^(orga|user)_/.test(wanted)) return wanted;
  const summary = await client.send<Summary>(summaryRequest);
  const owners: Organisation[] = [...summary.organisations, summary.user];
  if (wanted === undefined) return (summary.organisations[0] ?? summary.user).id;
  const matches = owners.filter(
    ({ id, name }) => id === wanted || name?.toLowerCase() === wanted.toLowerCase(),
  );
  if (matches.length === 1) return matches[0]!.id;
  const listed = (candidates: readonly Organisation[]) =>
    candidates.map(({ id, name }) => `${name} (${id})`).join(', ');
  throw new AtelierError(
    'usage',
    matches.length === 0
      ? `No organisation of yours is called "${wanted}": you have ${listed(owners)}.`
      : `"${wanted}" is the name of more than one organisation: say which by its id, ${listed(matches)}.`,
  );
}
