import { Tabs } from '@base-ui/react/tabs';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ComponentType } from 'react';
import type { FunctionSummary } from '../../src-main/contract/rpc/functions.ts';
import { CloseTabButton } from '../app/tabs/close-tab-button.tsx';
import { useTabTitle } from '../app/tabs/use-tab-title.ts';
import { queries } from '../rpc/client.ts';
import { PageError } from '../ui/failure.tsx';
import { TabList } from '../ui/tab-list.tsx';
import { DeploymentsSection } from './deployments-section.tsx';
import { EnvironmentSection } from './environment-section.tsx';
import { FunctionHeader } from './function-header.tsx';
import { OverviewSection } from './overview-section.tsx';
import { ReleasesSection } from './releases-section.tsx';
import { SettingsSection } from './settings-section.tsx';
import { TriggersSection } from './triggers-section.tsx';
import { useHasUnsaved } from './unsaved.ts';

const sections: readonly {
  id: string;
  title: string;
  Content: ComponentType<{ subject: FunctionSummary }>;
}[] = [
  { id: 'overview', title: 'Overview', Content: OverviewSection },
  { id: 'releases', title: 'Releases', Content: ReleasesSection },
  { id: 'deployments', title: 'Deployments', Content: DeploymentsSection },
  { id: 'triggers', title: 'Triggers', Content: TriggersSection },
  { id: 'environment', title: 'Environment', Content: EnvironmentSection },
  { id: 'settings', title: 'Settings', Content: SettingsSection },
];

/** A function: where it answers, what is live, what was tried, and what it is given. */
export function FunctionPage() {
  const { functionId } = useParams({ from: '/function/$functionId' });
  const { section = 'overview' } = useSearch({ from: '/function/$functionId' });
  const navigate = useNavigate({ from: '/function/$functionId' });
  const client = useQueryClient();
  const { data: subject, error } = useQuery(
    queries.functions.get.queryOptions({
      input: { functionId },
      // The explorer has it already: the page stands there at once.
      placeholderData: () =>
        client.getQueryData(queries.functions.list.queryKey())?.find(({ id }) => id === functionId),
    }),
  );
  const isEdited = useHasUnsaved(functionId);
  useTabTitle(subject && `${subject.name ?? functionId}${isEdited ? ' •' : ''}`);
  if (error !== null)
    return <PageError title="This function can't be shown" error={error} actions={<CloseTabButton />} />;
  if (subject === undefined) return null;
  return (
    <div className="flex h-full flex-col">
      <FunctionHeader subject={subject} />
      <Tabs.Root
        value={section}
        onValueChange={(next) => void navigate({ search: { section: next as 'overview' }, replace: true })}
        className="flex min-h-0 grow flex-col"
      >
        <TabList label="Section" className="border-b" tabs={sections} />
        {sections.map(({ id, Content }) => (
          <Tabs.Panel key={id} value={id} className="min-h-0 grow overflow-auto">
            <Content subject={subject} />
          </Tabs.Panel>
        ))}
      </Tabs.Root>
    </div>
  );
}
