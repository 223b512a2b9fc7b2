import { PanelRight, X } from 'lucide-react';
import { toggleInspector } from '../../app/layout/layout-state.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { DeploymentFacts } from './deployment-facts.tsx';
import { FileFacts } from './file-facts.tsx';
import { FunctionFacts } from './function-facts.tsx';
import { type Inspected, useInspected } from './inspected.ts';
import { ReleaseFacts } from './release-facts.tsx';

/** Details of what is chosen or shown, beside it. */
export function Inspector() {
  const inspected = useInspected();
  return (
    <aside
      data-pane="inspector"
      tabIndex={-1}
      aria-label="Inspector"
      className="flex h-full flex-col overflow-hidden bg-pane"
    >
      <div className="flex h-8 shrink-0 items-center pr-1 pl-3">
        <h2 className="grow text-small font-semibold text-ink-muted">Inspector</h2>
        <IconButton icon={X} label="Close the inspector" onClick={toggleInspector} />
      </div>
      <div className="min-h-0 grow overflow-auto">
        {inspected === undefined ? (
          <EmptyState icon={PanelRight} title="Nothing chosen">
            Details of the function, file or release that is chosen or shown stand here.
          </EmptyState>
        ) : (
          <Details inspected={inspected} />
        )}
      </div>
    </aside>
  );
}

function Details({ inspected }: { readonly inspected: Inspected }) {
  switch (inspected.kind) {
    case 'function':
      return <FunctionFacts functionId={inspected.functionId} />;
    case 'release':
      return <ReleaseFacts releaseId={inspected.releaseId} />;
    case 'deployment':
      return <DeploymentFacts deploymentId={inspected.deploymentId} />;
    default:
      return <FileFacts kind={inspected.kind} projectId={inspected.projectId} path={inspected.path} />;
  }
}
