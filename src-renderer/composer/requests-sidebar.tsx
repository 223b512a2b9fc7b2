import { useQueries, useQuery } from '@tanstack/react-query';
import { FileInput, FileOutput, Plus } from 'lucide-react';
import { useState } from 'react';
import type { SavedRequest } from '../../src-main/contract/rpc/requests.ts';
import { queries } from '../rpc/client.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { MenuButton, type MenuGroups } from '../ui/menu.tsx';
import { SidebarHeading } from '../ui/sidebar-heading.tsx';
import { Split } from '../ui/split.tsx';
import { newScratch } from './composer-commands.ts';
import { readComposer, useScratchIds } from './drafts.ts';
import { exportDrafts } from './export-requests.ts';
import { HistoryList } from './history-list.tsx';
import { openImport } from './import-dialog.tsx';
import { NameDialog } from './name-dialog.tsx';
import { renameSaved } from './request-actions.ts';
import { SavedLine } from './saved-line.tsx';
import { ScratchLine } from './scratch-line.tsx';

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

interface Collection {
  readonly id: string;
  readonly name: string;
  readonly requests: readonly SavedRequest[];
}

function RequestList() {
  const [renaming, setRenaming] = useState<SavedRequest | null>(null);
  const { data: projects = [] } = useQuery(queries.projects.list.queryOptions());
  const lists = useQueries({
    queries: projects.map(({ id }) => queries.requests.list.queryOptions({ input: { projectId: id } })),
  });
  const saved = projects.map(({ id, name }, index) => ({ id, name, requests: lists[index]?.data ?? [] }));
  const scratch = useScratchIds();
  return (
    <div className="flex h-full flex-col overflow-y-auto">
      <SidebarHeading title="Requests">
        <IconButton icon={Plus} label="New request" onClick={() => void newScratch()} />
        <IconButton icon={FileInput} label="Import requests" onClick={openImport} />
        <MenuButton groups={exportsOf(saved, scratch)}>
          <IconButton icon={FileOutput} label="Export requests" />
        </MenuButton>
      </SidebarHeading>
      {saved.map((collection) => (
        <SavedSection key={collection.id} collection={collection} onRename={setRenaming} />
      ))}
      <section aria-label="Scratch requests" className="pb-1">
        <h3 className="px-3 pt-1 text-small text-ink-faint">Scratch</h3>
        {scratch.map((id) => (
          <ScratchLine key={id} id={id} />
        ))}
        {scratch.length === 0 && (
          <p className="px-3 text-small text-ink-faint">
            None. A new request is kept here until it is saved to a project.
          </p>
        )}
      </section>
      {renaming !== null && (
        <NameDialog
          title="Rename the request"
          name={renaming.draft.name}
          action="Rename"
          onName={(name) => renameSaved(renaming, name)}
          onClose={() => setRenaming(null)}
        />
      )}
    </div>
  );
}

interface SavedSectionProps {
  readonly collection: Collection;
  readonly onRename: (request: SavedRequest) => void;
}

/** The requests of a project, below the names of their files where there are several. */
function SavedSection({ collection: { name, requests }, onRename }: SavedSectionProps) {
  const paths = [...new Set(requests.map(({ path }) => path))];
  return (
    <section aria-label={`Requests of ${name}`} className="pb-1">
      <h3 className="truncate px-3 pt-1 text-small text-ink-faint">{name}</h3>
      {paths.map((path) => (
        <div key={path}>
          {paths.length > 1 && (
            <h4 className="truncate px-3 pt-0.5 font-mono text-tiny text-ink-faint" title={path}>
              {path}
            </h4>
          )}
          {requests
            .filter((request) => request.path === path)
            .map((request) => (
              <SavedLine key={request.key} request={request} onRename={onRename} />
            ))}
        </div>
      ))}
    </section>
  );
}

function exportsOf(saved: readonly Collection[], scratch: readonly string[]): MenuGroups {
  return [
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
}
