import { useQueries, useQuery } from '@tanstack/react-query';
import { Activity, FileCode2, type LucideIcon, SendHorizontal, SquareFunction } from 'lucide-react';
import { useState } from 'react';
import { create } from 'zustand';
import type { Project } from '../../src-main/contract/rpc/projects.ts';
import type { RequestDraft } from '../../src-main/contract/rpc/requests.ts';
import { readComposer, useScratchIds } from '../composer/drafts.ts';
import { requestAddress } from '../composer/request-address.ts';
import { openSaved } from '../composer/saved-drafts.ts';
import { useAddressName } from '../composer/use-address-name.ts';
import { fileAddress } from '../editor/file-address.ts';
import { queries } from '../rpc/client.ts';
import { SearchDialog } from './commands/search-dialog.tsx';
import { goTo } from './go-to.ts';
import { focusPage } from './layout/panes.ts';

interface Place {
  readonly href: string;
  readonly title: string;
  readonly kind: string;
  readonly icon: LucideIcon;
  /** Makes it ready to be shown. */
  readonly prepare?: () => void;
}

const useQuickOpen = create<{ open: boolean }>(() => ({ open: false }));
const mostFiles = 50;

/** Shows the way to any function, file, request or invocation. */
export function openQuickOpen(): void {
  useQuickOpen.setState({ open: true });
}

/** Functions, files, requests, and an invocation by its id: found by typing, shown by Enter. */
export function QuickOpen() {
  const { open } = useQuickOpen();
  const [text, setText] = useState('');
  const places = usePlaces(open, text);
  return (
    <SearchDialog
      label="Quick open"
      placeholder="Function, file, request or invocation id"
      open={open}
      onClose={() => {
        useQuickOpen.setState({ open: false });
        setText('');
      }}
      items={places}
      keyOf={({ href }) => href}
      textOf={({ title }) => title}
      onChoose={({ href, prepare }) => {
        prepare?.();
        goTo(href);
        focusPage();
      }}
      onType={setText}
      nothing={text === '' ? 'Type a part of a name.' : 'Nothing is called that.'}
    >
      {({ icon: Icon, title, kind }) => (
        <>
          <Icon size={14} aria-hidden className="shrink-0 text-ink-muted" />
          <span className="grow truncate">{title}</span>
          <span className="shrink-0 text-small text-ink-faint">{kind}</span>
        </>
      )}
    </SearchDialog>
  );
}

function usePlaces(open: boolean, text: string): Place[] {
  const { data: functions = [] } = useQuery(queries.functions.list.queryOptions({ enabled: open }));
  const { data: projects = [] } = useQuery(queries.projects.list.queryOptions({ enabled: open }));
  const files = useQueries({
    queries: projects.map(({ id }) =>
      queries.projects.find.queryOptions({
        input: { projectId: id, text, limit: mostFiles },
        enabled: open && text !== '',
      }),
    ),
  });
  const requests = useRequests(open, projects);
  if (!open) return [];
  return [
    ...functions.map(({ id, name }) => ({
      href: `/function/${id}`,
      title: name ?? id,
      kind: 'Function',
      icon: SquareFunction,
    })),
    ...projects.flatMap(({ id, name }, index) =>
      (files[index]?.data ?? []).map(({ path }) => ({
        href: fileAddress(id, path),
        title: path,
        kind: name,
        icon: FileCode2,
      })),
    ),
    ...requests,
    ...(/^invocation_[0-9a-f-]{36}$/.test(text.trim())
      ? [{ href: `/trace/${text.trim()}`, title: text.trim(), kind: 'Trace', icon: Activity }]
      : []),
  ];
}

/** Saved requests of the projects, and scratch ones. */
function useRequests(open: boolean, projects: readonly Project[]): Place[] {
  const nameOf = useAddressName();
  const lists = useQueries({
    queries: projects.map(({ id }) =>
      queries.requests.list.queryOptions({ input: { projectId: id }, enabled: open }),
    ),
  });
  const scratch = useScratchIds();
  const placeOf = (key: string, { name, method, url }: RequestDraft): Place => ({
    href: requestAddress(key),
    title: name || `${method} ${nameOf(url)}`,
    kind: 'Request',
    icon: SendHorizontal,
  });
  return [
    ...lists.flatMap(({ data = [] }) =>
      data.map((request) => ({
        ...placeOf(request.key, request.draft),
        kind: request.path,
        prepare: () => openSaved(request),
      })),
    ),
    ...scratch.flatMap((id) => {
      const draft = readComposer(id)?.draft;
      return draft === undefined ? [] : [placeOf(id, draft)];
    }),
  ];
}
