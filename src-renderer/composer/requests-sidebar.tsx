import { useQueries, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FileInput, Plus, Trash2 } from 'lucide-react';
import type { SavedRequest } from '../../src-main/contract/rpc/requests.ts';
import { queries } from '../rpc/client.ts';
import { classNames } from '../ui/class-names.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { SidebarHeading } from '../ui/sidebar-heading.tsx';
import { Split } from '../ui/split.tsx';
import { newScratch } from './composer-commands.ts';
import { adoptSaved, readComposer, removeScratch, useScratchIds } from './drafts.ts';
import { HistoryList } from './history-list.tsx';
import { openImport } from './import-dialog.tsx';
import { shortAddress } from './short-address.ts';

/** Saved requests by project, scratch requests, and below them what was sent. */
export function RequestsSidebar() {
  return (
    <Split
      name="requests"
      orientation="vertical"
      panes={[
        { id: 'requests', content: <RequestList />, minSize: '120px' },
        { id: 'history', content: <HistoryList />, defaultSize: '50%', minSize: '120px' },
      ]}
    />
  );
}

function RequestList() {
  const { data: projects = [] } = useQuery(queries.projects.list.queryOptions());
  const saved = useQueries({
    queries: projects.map(({ id }) => queries.requests.list.queryOptions({ input: { projectId: id } })),
  });
  const scratch = useScratchIds();
  return (
    <div className="flex h-full flex-col overflow-y-auto">
      <SidebarHeading title="Requests">
        <IconButton icon={Plus} label="New request" onClick={() => void newScratch()} />
        <IconButton icon={FileInput} label="Import requests" onClick={openImport} />
      </SidebarHeading>
      {projects.map(({ id, name }, index) => (
        <section key={id} aria-label={`Requests of ${name}`}>
          <h3 className="px-3 pt-1 text-small text-ink-faint">{name}</h3>
          {saved[index]?.data?.map((request) => (
            <SavedLine key={request.key} request={request} />
          ))}
        </section>
      ))}
      <section aria-label="Scratch requests">
        <h3 className="px-3 pt-1 text-small text-ink-faint">Scratch</h3>
        {scratch.map((id) => (
          <ScratchLine key={id} id={id} />
        ))}
        {scratch.length === 0 && (
          <p className="px-3 text-small text-ink-faint">None. They are kept without a file.</p>
        )}
      </section>
    </div>
  );
}

function SavedLine({ request }: { readonly request: SavedRequest }) {
  const navigate = useNavigate();
  const { key, draft, projectId, path, index, version } = request;
  const open = (): void => {
    adoptSaved(key, {
      draft,
      environment: 'Local',
      exchangeId: null,
      saved: { projectId, path, index, version },
    });
    void navigate({ to: '/request/$key', params: { key } });
  };
  return (
    <Line method={draft.method} title={draft.name || shortAddress(draft.url)} hint={path} onOpen={open} />
  );
}

function ScratchLine({ id }: { readonly id: string }) {
  const navigate = useNavigate();
  const draft = readComposer(id)?.draft;
  if (draft === undefined) return null;
  return (
    <div className="group flex items-center pr-1 hover:bg-hover">
      <Line
        method={draft.method}
        title={draft.name || shortAddress(draft.url)}
        hint={draft.url}
        onOpen={() => void navigate({ to: '/request/$key', params: { key: id } })}
      />
      <IconButton
        icon={Trash2}
        label={`Remove ${draft.name || 'this scratch request'}`}
        className="opacity-0 group-hover:opacity-100 focus:opacity-100"
        onClick={() => removeScratch(id)}
      />
    </div>
  );
}

interface LineProps {
  readonly method: string;
  readonly title: string;
  readonly hint: string;
  readonly onOpen: () => void;
}

/** A request on one line: its method and what it is called. */
export function Line({ method, title, hint, onOpen }: LineProps) {
  return (
    <button
      type="button"
      title={hint}
      className="flex h-6.5 w-full min-w-0 items-center gap-2 px-3 text-left hover:bg-hover"
      onClick={onOpen}
    >
      <span
        className={classNames(
          'w-11 shrink-0 font-mono text-tiny font-semibold',
          method === 'GET' ? 'text-good' : 'text-warn',
        )}
      >
        {method}
      </span>
      <span className="truncate">{title}</span>
    </button>
  );
}
