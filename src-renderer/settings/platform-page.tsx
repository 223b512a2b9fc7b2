import { useQuery } from '@tanstack/react-query';
import { platformLimits } from '../../src-main/contract/limits.ts';
import { queries } from '../rpc/client.ts';
import { formatBytes, formatDuration, formatMemory } from '../ui/format.ts';
import { Fact } from './fact.tsx';
import { SettingsPage, SettingsSection } from './page.tsx';

/** Where the platform listens, what works in it, and what bounds every function; said, not set: it is set at its start. */
export function PlatformPage() {
  const { data: info } = useQuery(queries.platform.info.queryOptions());
  const { data: facts } = useQuery(queries.platform.facts.queryOptions());
  const { deadline, requestBody, output, upload, queue } = platformLimits;
  const serving = facts?.workers.filter(({ state }) => state !== 'spare').length ?? 0;
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
      {facts !== undefined && (
        <SettingsSection title="Engine">
          <Fact name="State" value={facts.engine === 'running' ? 'Running' : 'Starting again'} />
          <Fact
            name="Workers"
            value={String(serving)}
            note="Threads that run functions: one less than there are processor cores, unless --workers says otherwise."
          />
          <Fact name="Memory" value={formatMemory(facts.memory)} />
          <Fact name="Served" value={`${facts.served.toLocaleString()} since it was started`} />
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
        <Fact name="Upload" value={formatBytes(upload)} />
      </SettingsSection>
    </SettingsPage>
  );
}

/** What to start with for other ports: the desktop app has no page to serve. */
function startOptions(hasPage: boolean): string {
  return hasPage
    ? 'atelier serve --api-port N --gateway-port N --ui-port N'
    : '--api-port N --gateway-port N';
}
