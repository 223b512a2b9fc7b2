import type { ReactNode } from 'react';

interface SettingsPageProps {
  readonly title: string;
  /** At the right of the title. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page of the settings: a title and its sections, no wider than reads well. */
export function SettingsPage({ title, actions, children }: SettingsPageProps) {
  return (
    <div className="h-full overflow-auto">
      <div className="mx-auto flex max-w-170 flex-col gap-5 p-6">
        <div className="flex h-6.5 items-center justify-between">
          <h1 className="text-title font-semibold">{title}</h1>
          {actions}
        </div>
        {children}
      </div>
    </div>
  );
}

interface SettingsSectionProps {
  readonly title?: string;
  /** What holds for all of it, under the title. */
  readonly description?: ReactNode;
  readonly children: ReactNode;
}

/** Rows that belong together, in a frame. */
export function SettingsSection({ title, description, children }: SettingsSectionProps) {
  return (
    <section className="flex flex-col gap-2">
      {title !== undefined && <h2 className="font-semibold">{title}</h2>}
      {description !== undefined && <p className="text-ink-muted">{description}</p>}
      <div className="flex flex-col divide-y rounded-card border">{children}</div>
    </section>
  );
}

interface SettingProps {
  /** Of a control that it should label; without one the title stands for itself. */
  readonly controlId?: string;
  readonly title: string;
  readonly description?: ReactNode;
  readonly children: ReactNode;
}

/** One setting: what it is at the left, its control at the right. */
export function Setting({ controlId, title, description, children }: SettingProps) {
  return (
    <div className="flex min-h-11 items-center justify-between gap-6 px-3 py-2">
      <div className="min-w-0">
        <label htmlFor={controlId} className="block">
          {title}
        </label>
        {description !== undefined && <div className="text-small text-ink-muted">{description}</div>}
      </div>
      <div className="shrink-0">{children}</div>
    </div>
  );
}
