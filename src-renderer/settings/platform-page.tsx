import { useMutation, useQuery } from '@tanstack/react-query';
import { Minus, Plus } from 'lucide-react';
import { platformLimits } from '../../src-main/contract/limits.ts';
import { servingWorkers } from '../app/serving-workers.ts';
import { queries, rpc } from '../rpc/client.ts';
import { formatDuration, formatMemory } from '../ui/format.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { showFailure } from '../ui/notice.tsx';
import { CloudSection } from './cloud-section.tsx';
import { Fact } from './fact.tsx';
import { Setting, SettingsPage, SettingsSection } from './page.tsx';

/** Where the platform listens, what works in it, and what bounds every function; most of it is set at its start. */
export function PlatformPage() {
  const { data: info } = useQuery(queries.platform.info.queryOptions());
  const { data: facts } = useQuery(queries.platform.facts.queryOptions());
  const { deadline, requestBody, output, upload, queue } = platformLimits;
  return (
    <SettingsPage title="Platform">
      {info !== undefined && (
        <SettingsSection
          title="Addresses"
          description={
            <>
              Ports are chosen at the start: <code>{startOptions(info.uiUrl !== '')}</code>. Everything
              listens on this machine alone.
            </>
          }
        >
          <Fact name="Control plane" value={info.apiUrl} note="Where clever and other clients go." copies />
          <Fact name="Gateway" value={info.gatewayUrl} note="Where functions are called." copies />
          {info.uiUrl !== '' && <Fact name="Workstation" value={info.uiUrl} note="This page." copies />}
          <Fact name="Organisation" value={info.ownerId} copies />
        </SettingsSection>
      )}
      <CloudSection />
      {facts !== undefined && (
        <SettingsSection title="Engine">
          {facts.engine === 'running' ? (
            <>
              <Fact name="State" value="Running" />
              <WorkerCount serving={servingWorkers(facts)} />
              <Fact name="Memory" value={formatMemory(facts.memory)} />
              <Fact name="Served" value={`${facts.served.toLocaleString()} since it was started`} />
            </>
          ) : (
            <Fact
              name="State"
              value="Starting again"
              note="Functions answer again as soon as it runs. Nothing that was deployed is lost."
            />
          )}
        </SettingsSection>
      )}
      <SettingsSection
        title="Limits"
        description="The same for every function; memory and instances are its own."
      >
        <Fact name="Deadline" value={formatDuration(deadline * 1_000)} note="More is answered with 504." />
        <Fact name="Request body" value={formatMemory(requestBody)} note="More is answered with 413." />
        <Fact name="Output" value={`${formatMemory(output)} each of stdout, stderr and body`} />
        <Fact
          name="Queue"
          value={`${queue} invocations of one function`}
          note="One more is answered with 429."
        />
        <Fact name="Upload" value={formatMemory(upload)} note="More is answered with 413." />
      </SettingsSection>
    </SettingsPage>
  );
}

/** How many threads run functions; one that goes ends what it has begun. */
function WorkerCount({ serving }: { readonly serving: number }) {
  const change = useMutation({
    mutationFn: (workers: number) => rpc.platform.setWorkers({ workers }),
    onError: (error) => showFailure(error),
  });
  return (
    <Setting
      title={serving === 1 ? '1 worker' : `${serving} workers`}
      description="Threads that run functions. A change lasts until the platform stops: it starts with one fewer than the machine has processor cores, or with --workers N."
    >
      <span className="flex gap-1">
        <IconButton
          icon={Minus}
          label="Remove a worker"
          disabled={serving <= 1 || change.isPending}
          onClick={() => change.mutate(serving - 1)}
        />
        <IconButton
          icon={Plus}
          label="Add a worker"
          disabled={serving === 0 || change.isPending}
          onClick={() => change.mutate(serving + 1)}
        />
      </span>
    </Setting>
  );
}

/** What to start with for other ports: the desktop app has no page to serve. */
function startOptions(hasPage: boolean): string {
  return hasPage
    ? 'atelier serve --api-port N --gateway-port N --ui-port N'
    : '--api-port N --gateway-port N';
}
