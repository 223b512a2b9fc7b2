import { Tabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface TabTitle {
  readonly id: string;
  readonly title: string;
  /** How much there is behind the tab, or how it is: small, behind the title. */
  readonly mark?: ReactNode;
}

interface TabListProps {
  readonly label: string;
  readonly tabs: readonly TabTitle[];
  readonly className?: string;
}

/** The row of tabs of a `Tabs.Root`, the chosen one underlined. */
export function TabList({ label, tabs, className }: TabListProps) {
  return (
    <Tabs.List
      aria-label={label}
      className={classNames(
        'flex h-8 shrink-0 overflow-x-auto overflow-y-hidden px-1 [scrollbar-width:none]',
        className,
      )}
    >
      {tabs.map(({ id, title, mark }) => (
        <Tabs.Tab
          key={id}
          value={id}
          className="h-full border-b-2 border-transparent px-2.5 whitespace-nowrap text-ink-muted hover:text-ink data-active:border-accent data-active:text-ink"
        >
          {title}
          {mark !== undefined && <span className="pl-1.5 text-small text-ink-faint">{mark}</span>}
        </Tabs.Tab>
      ))}
    </Tabs.List>
  );
}
