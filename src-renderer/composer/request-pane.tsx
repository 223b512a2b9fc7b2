import { Tabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { pathParameterNames } from '../../src-main/contract/rpc/path-parameters.ts';
import type { RequestDraft } from '../../src-main/contract/rpc/requests.ts';
import { TabList } from '../ui/tab-list.tsx';
import { AuthenticationEditor } from './authentication-editor.tsx';
import { BodyEditor } from './body-editor.tsx';
import { headerNames, headerValues } from './header-names.ts';
import { ImpliedHeaders } from './implied-headers.tsx';
import { ParametersEditor } from './parameters-editor.tsx';
import { queryRows } from './query-rows.ts';
import { RequestOptions } from './request-options.tsx';
import { RowsEditor } from './rows-editor.tsx';
import { VariableList } from './variable-list.tsx';

export type RequestSection = 'body' | 'parameters' | 'headers' | 'authentication' | 'variables' | 'options';

interface RequestPaneProps {
  readonly draft: RequestDraft;
  readonly section: RequestSection;
  readonly onSection: (section: RequestSection) => void;
  readonly onChange: (draft: RequestDraft) => void;
}

/** Everything of a request below its address. */
export function RequestPane({ draft, section, onSection, onChange }: RequestPaneProps) {
  const sections = sectionsOf(draft, onChange);
  return (
    <Tabs.Root
      value={section}
      onValueChange={(next) => onSection(next as RequestSection)}
      className="flex h-full flex-col"
    >
      <TabList
        label="Request"
        className="border-b"
        tabs={sections.map(({ id, title, mark }) => ({ id, title, mark: mark || undefined }))}
      />
      {sections.map(({ id, content }) => (
        <Tabs.Panel key={id} value={id} className="min-h-0 grow overflow-auto">
          {content}
        </Tabs.Panel>
      ))}
    </Tabs.Root>
  );
}

interface Section {
  readonly id: RequestSection;
  readonly title: string;
  /** How much there is in it, or a dot where there is something. */
  readonly mark?: number | string;
  readonly content: ReactNode;
}

function sectionsOf(draft: RequestDraft, onChange: (draft: RequestDraft) => void): readonly Section[] {
  const { url, headers, body, authentication, httpVersion, redirects, timeout } = draft;
  return [
    {
      id: 'body',
      title: 'Body',
      mark: body.kind === 'none' ? '' : '•',
      content: <BodyEditor body={body} onChange={(next) => onChange({ ...draft, body: next })} />,
    },
    {
      id: 'parameters',
      title: 'Params',
      mark: queryRows(url).length + pathParameterNames(url).length,
      content: <ParametersEditor draft={draft} onChange={onChange} />,
    },
    {
      id: 'headers',
      title: 'Headers',
      mark: headers.filter(({ enabled }) => enabled).length,
      content: (
        <>
          <RowsEditor
            noun="Header"
            rows={headers}
            suggestions={headerNames}
            valuesOf={headerValues}
            onChange={(next) => onChange({ ...draft, headers: next })}
          />
          <ImpliedHeaders draft={draft} />
        </>
      ),
    },
    {
      id: 'authentication',
      title: 'Auth',
      mark: authentication.kind === 'none' ? '' : '•',
      content: (
        <AuthenticationEditor
          authentication={authentication}
          onChange={(next) => onChange({ ...draft, authentication: next })}
        />
      ),
    },
    { id: 'variables', title: 'Variables', content: <VariableList /> },
    {
      id: 'options',
      title: 'Options',
      mark: httpVersion !== '1.1' || redirects > 0 || timeout > 0 ? '•' : '',
      content: <RequestOptions draft={draft} onChange={onChange} />,
    },
  ];
}
