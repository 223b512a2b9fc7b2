import { Tabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import type { RequestDraft } from '../../src-main/contract/rpc/requests.ts';
import { AuthenticationEditor } from './authentication-editor.tsx';
import { BodyEditor } from './body-editor.tsx';
import { headerNames } from './header-names.ts';
import { queryRows, withQueryRows } from './query-rows.ts';
import { RequestOptions } from './request-options.tsx';
import { RowsEditor } from './rows-editor.tsx';
import { VariableList } from './variable-list.tsx';

interface RequestPaneProps {
  readonly draft: RequestDraft;
  readonly environment: string;
  readonly file: { readonly projectId: string; readonly path: string } | null;
  readonly onChange: (draft: RequestDraft) => void;
}

/** Everything of a request below its address. */
export function RequestPane({ draft, environment, file, onChange }: RequestPaneProps) {
  const parameters = queryRows(draft.url);
  const enabled = draft.headers.filter((row) => row.enabled).length;
  const sections: readonly { id: string; title: string; mark?: number | undefined; content: ReactNode }[] = [
    {
      id: 'body',
      title: 'Body',
      mark: draft.body.kind === 'none' ? undefined : 1,
      content: <BodyEditor body={draft.body} onChange={(body) => onChange({ ...draft, body })} />,
    },
    {
      id: 'parameters',
      title: 'Params',
      mark: parameters.length,
      content: (
        <RowsEditor
          noun="Parameter"
          rows={parameters}
          onChange={(rows) => onChange({ ...draft, url: withQueryRows(draft.url, rows) })}
        />
      ),
    },
    {
      id: 'headers',
      title: 'Headers',
      mark: enabled,
      content: (
        <RowsEditor
          noun="Header"
          rows={draft.headers}
          suggestions={headerNames}
          onChange={(headers) => onChange({ ...draft, headers })}
        />
      ),
    },
    {
      id: 'authentication',
      title: 'Auth',
      mark: draft.authentication.kind === 'none' ? undefined : 1,
      content: (
        <AuthenticationEditor
          authentication={draft.authentication}
          onChange={(authentication) => onChange({ ...draft, authentication })}
        />
      ),
    },
    { id: 'variables', title: 'Variables', content: <VariableList environment={environment} file={file} /> },
    { id: 'options', title: 'Options', content: <RequestOptions draft={draft} onChange={onChange} /> },
  ];
  return (
    <Tabs.Root defaultValue="body" className="flex h-full flex-col">
      <Tabs.List aria-label="Request" className="flex h-8 shrink-0 border-b px-1">
        {sections.map(({ id, title, mark }) => (
          <Tabs.Tab
            key={id}
            value={id}
            className="border-b-2 border-transparent px-2.5 text-ink-muted hover:text-ink data-active:border-accent data-active:text-ink"
          >
            {title}
            {mark !== undefined && mark > 0 && <span className="pl-1 text-small text-accent">{mark}</span>}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {sections.map(({ id, content }) => (
        <Tabs.Panel key={id} value={id} className="min-h-0 grow overflow-auto">
          {content}
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}
