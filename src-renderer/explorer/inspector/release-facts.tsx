import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { madeBy } from '../../deploy/made-by.ts';
import { queries } from '../../rpc/client.ts';
import { Age } from '../../ui/age.tsx';
import { Copied } from '../../ui/copied.tsx';
import { Fact, FactList } from '../../ui/fact-list.tsx';
import { formatBytes } from '../../ui/format.ts';
import { Gone } from './gone.tsx';

/** A release: which one it is, of what, how large, and what made it. */
export function ReleaseFacts({ releaseId }: { readonly releaseId: string }) {
  const { data: release, isError } = useQuery(queries.releases.get.queryOptions({ input: { releaseId } }));
  const { data: functions = [] } = useQuery(queries.functions.list.queryOptions());
  if (release === undefined) return isError ? <Gone what="release" /> : null;
  const owner = functions.find(({ id }) => id === release.functionId);
  return (
    <FactList narrow>
      <Fact name="Release">v{release.number}</Fact>
      <Fact name="Function">
        <Link
          to="/function/$functionId"
          params={{ functionId: release.functionId }}
          className="truncate text-accent"
        >
          {owner?.name ?? release.functionId}
        </Link>
      </Fact>
      <Fact name="Live">{owner?.activeReleaseNumber === release.number ? 'Yes' : 'No'}</Fact>
      <Fact name="Size">{formatBytes(release.wasmSize ?? release.size)}</Fact>
      <Fact name="Toolchain">{madeBy(release)}</Fact>
      <Fact name="Digest">
        <Copied text={release.digest} what="The digest" />
      </Fact>
      <Fact name="Made">
        <Age of={release.createdAt} />
      </Fact>
    </FactList>
  );
}
