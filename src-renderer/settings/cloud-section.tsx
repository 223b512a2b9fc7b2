import { useQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { queries } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { Fact } from './fact.tsx';
import { SettingsSection } from './page.tsx';

/** Which cloud the title bar can show, and why not. */
export function CloudSection() {
  const { data: targets, isFetching, refetch } = useQuery(queries.cloud.targets.queryOptions());
  if (targets === undefined) return null;
  const { cloud } = targets;
  return (
    <SettingsSection
      title="Cloud"
      description={
        <>
          Started with <code>API_HOST</code>, <code>CLEVER_TOKEN</code> and <code>CLEVER_SECRET</code>,
          Atelier also lists the functions of that cloud, read only. The credentials are never stored.
        </>
      }
    >
      <Fact name="Address" value={cloud?.host ?? 'Not set'} />
      {cloud !== null && cloud.problem === null && (
        <Fact
          name="Organisations"
          value={cloud.organisations.map(({ name }) => name).join(', ') || 'None'}
          note="Chosen as the target in the title bar."
        />
      )}
      {cloud !== null && cloud.problem !== null && (
        <div className="p-3">
          <Failure
            title="The cloud can't be reached"
            error={cloud.problem}
            actions={
              <Button icon={RefreshCw} disabled={isFetching} onClick={() => void refetch()}>
                Try again
              </Button>
            }
          />
        </div>
      )}
    </SettingsSection>
  );
}
