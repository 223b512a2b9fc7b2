import { useQueries, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { FileInput, FileOutput, Plus, Trash2 } from 'lucide-react';
import { queries } from '../rpc/client.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { MenuButton, type MenuGroups } from '../ui/menu.tsx';
import { SidebarHeading } from '../ui/sidebar-heading.tsx';
import { Split } from '../ui/split.tsx';
import { newScratch } from './composer-commands.ts';
import { discardScratch } from './discard-scratch.ts';
import { readComposer, useComposer, useScratchIds } from './drafts.ts';
import { exportDrafts } from './export-requests.ts';
import { HistoryList } from './history-list.tsx';
import { openImport } from './import-dialog.tsx';
import { RequestLine } from './request-line.tsx';
import { SavedLine } from './saved-line.tsx';
import { useAddressName } from './use-address-name.ts';

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
  const lists = useQueries({
    queries: projects.map(({ id }) => queries.requests.list.queryOptions({ input: { projectId: id } })),
  });
  const saved = projects.map(({ id, name }, index) => ({ id, name, requests: lists[index]?.data ?? [] }));
  const scratch = useScratchIds();
  const exports: MenuGroups = [
    saved.map(({ name, requests }) => ({
      label: `Save ${name} as a Postman collection`,
      disabled: requests.length === 0,
      run: () =>
        void exportDrafts(
          name,
          requests.map(({ draft }) => draft),
        ),
    })),
    [
      {
        label: 'Save the scratch requests as a Postman collection',
        disabled: scratch.length === 0,
        run: () =>
          void exportDrafts(
            'scratch',
            scratch.flatMap((id) => readComposer(id)?.draft ?? []),
          ),
      },
    ],
  ];
  return (
    <div className="flex h-full flex-col overflow-y-auto">
      <SidebarHeading title="Requests">
        <IconButton icon={Plus} label="New request" onClick={() => void newScratch()} />
        <IconButton icon={FileInput} label="Import requests" onClick={openImport} />
        <MenuButton groups={exports}>
          <IconButton icon={FileOutput} label="Export requests" />
        </MenuButton>
      </SidebarHeading>
      {saved.map(({ id, name, requests }) => (
        <section key={id} aria-label={`Requests of ${name}`} className="pb-1">
          <h3 className="truncate px-3 pt-1 text-small text-ink-faint">{name}</h3>
          {requests.map((request) => (
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

function ScratchLine({ id }: { readonly id: string }) {
  const navigate = useNavigate();
  const nameOf = useAddressName();
  const [state] = useComposer(id);
  if (state === undefined) return null;
  const { draft } = state;
  const title = draft.name || nameOf(draft.url);
  return (
    <div className="group flex items-center pr-1 hover:bg-hover">
      <RequestLine
        method={draft.method}
        title={title}
        hint={draft.url}
        onOpen={() => void navigate({ to: '/request/$key', params: { key: id } })}
      />
      <IconButton
        icon={Trash2}
        label={`Remove ${title}`}
        className="opacity-0 group-hover:opacity-100 focus:opacity-100"
        onClick={() => discardScratch(id, title)}
      />
    </div>
  );
}
