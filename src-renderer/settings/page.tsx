import type { ReactNode } from 'react';

/** A page of the settings: a title and its sections, no wider than reads well. */
export function SettingsPage({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <div className="h-full overflow-auto">
      <div className="mx-auto flex max-w-170 flex-col gap-5 p-6">
        <h1 className="text-title font-semibold">{title}</h1>
        {children}
      </div>
    </div>
  );
}
