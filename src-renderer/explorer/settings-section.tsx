import type { ReactNode } from 'react';
import type { FunctionSummary } from '../../src-main/contract/rpc/functions.ts';
import { BuildSettingsEditor } from './build-settings.tsx';
import { EgressSettings } from './egress-settings.tsx';
import { GeneralSettings } from './general-settings.tsx';

/** What can be set of a function, apart from its variables and triggers. */
export function SettingsSection({ subject }: { readonly subject: FunctionSummary }) {
  return (
    <div className="flex max-w-130 flex-col gap-6 p-4">
      <Part title="General">
        <GeneralSettings subject={subject} />
      </Part>
      <Part title="Connections">
        <EgressSettings functionId={subject.id} />
      </Part>
      <Part title="Build">
        <BuildSettingsEditor functionId={subject.id} />
      </Part>
    </div>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className="flex flex-col gap-2">
      <h2 className="font-semibold">{title}</h2>
      {children}
    </section>
  );
}
