import { useQuery } from '@tanstack/react-query';
import { CircleAlert, CircleCheck, Copy } from 'lucide-react';
import type { PlatformFacts } from '../../../src-main/contract/rpc/facts.ts';
import { useProblems } from '../../deploy/use-problems.ts';
import { queries } from '../../rpc/client.ts';
import { useIsConnected } from '../../rpc/use-is-connected.ts';
import { classNames } from '../../ui/class-names.ts';
import { CloudTag } from '../../ui/cloud-tag.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { servingWorkers } from '../serving-workers.ts';
import { showPanel, togglePanel, useLayout } from './layout-state.ts';
import { useTarget } from './target-state.ts';

/** Live facts of the platform: whether it runs, where functions answer, and what its workers do. */
export function StatusBar() {
  const { data: info } = useQuery(queries.platform.info.queryOptions());
  const { data: facts } = useQuery(queries.platform.facts.queryOptions());
  const target = useTarget();
  const isConnected = useIsConnected();
  const isRunning = isConnected && facts?.engine === 'running';
  return (
    <footer
      data-pane="status"
      className={classNames(
        'flex h-6 shrink-0 items-center gap-4 border-t bg-frame px-3 text-small whitespace-nowrap text-ink-muted',
        target.kind === 'cloud' && 'border-cloud',
      )}
    >
      {target.kind === 'cloud' && (
        <span className="flex min-w-0 items-center text-cloud">
          <CloudTag />
          <span className="truncate pl-1.5">
            {target.name} at {target.host}
          </span>
          {/* Whatever the length of the name. */}
          <span className="shrink-0">, read only. Deployments and requests go to Local.</span>
        </span>
      )}
      <span className="flex items-center gap-1.5">
        <span aria-hidden className={classNames('size-2 rounded-full', isRunning ? 'bg-good' : 'bg-warn')} />
        {isRunning ? 'Local running' : !isConnected ? 'Not connected' : stateOf(facts)}
      </span>
      {info !== undefined && (
        <span className="flex items-center gap-1">
          gateway {info.gatewayUrl.replace('http://', '')}
          <IconButton
            icon={Copy}
            label="Copy the gateway's address"
            side="top"
            small
            onClick={() => void copyText(info.gatewayUrl, "The gateway's address")}
          />
        </span>
      )}
      {/* An engine that starts again counts from nothing, so it has no counts to show yet. */}
      {isRunning && facts !== undefined && (
        <>
          <span>{count(servingWorkers(facts), 'worker')}</span>
          <span>{facts.running} running</span>
          {facts.queued > 0 && <span>{facts.queued} queued</span>}
          <span>{facts.served.toLocaleString()} served</span>
        </>
      )}
      {isConnected && facts !== undefined && <ProblemCount />}
    </footer>
  );
}

/** How much is wrong, and the way to what it is. */
function ProblemCount() {
  const { count: number, hasErrors } = useProblems();
  const { panel, view } = useLayout();
  const isShown = panel && view === 'problems';
  return (
    <button
      type="button"
      aria-pressed={isShown}
      className="ml-auto flex h-5 items-center gap-1 rounded-small px-1.5 hover:bg-hover hover:text-ink"
      onClick={() => (isShown ? togglePanel() : showPanel('problems'))}
    >
      {number === 0 ? (
        <CircleCheck size={13} aria-hidden />
      ) : (
        <CircleAlert size={13} aria-hidden className={hasErrors ? 'text-bad' : 'text-warn'} />
      )}
      {number === 0 ? 'No problems' : count(number, 'problem')}
    </button>
  );
}

/** What is to be said of an engine that does not run. */
function stateOf(facts: PlatformFacts | undefined): string {
  return facts === undefined ? 'Connecting' : 'Engine restarting';
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
