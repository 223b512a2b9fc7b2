import { ContextMenu as BaseContext } from '@base-ui/react/context-menu';
import { Menu as Base } from '@base-ui/react/menu';
import type { LucideIcon } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { classNames } from './class-names.ts';

export interface MenuEntry {
  readonly label: string;
  readonly icon?: LucideIcon;
  readonly shortcut?: string | undefined;
  readonly disabled?: boolean;
  readonly danger?: boolean;
  readonly run: () => void;
}

/** Entries with lines between the groups. */
export type MenuGroups = readonly (readonly MenuEntry[])[];

interface ContextMenuProps {
  readonly groups: MenuGroups;
  /** The element that it belongs to. */
  readonly children: ReactElement<Record<string, unknown>>;
}

const popup =
  'max-h-[70vh] min-w-48 overflow-y-auto rounded-control bg-raised py-1 text-ink shadow-popup outline-none';

/** The menu of what it surrounds: right click, Shift+F10 or the Menu key. Without entries it leaves the click alone. */
export function ContextMenu({ groups, children }: ContextMenuProps) {
  return (
    <BaseContext.Root disabled={groups.length === 0}>
      <BaseContext.Trigger render={children} />
      <BaseContext.Portal>
        <BaseContext.Positioner className="z-50">
          <BaseContext.Popup className={popup}>
            <Entries groups={groups} />
          </BaseContext.Popup>
        </BaseContext.Positioner>
      </BaseContext.Portal>
    </BaseContext.Root>
  );
}

interface MenuButtonProps {
  readonly groups: MenuGroups;
  /** Which edge of the button it keeps to. */
  readonly align?: 'start' | 'end';
  /** The button that opens it. */
  readonly children: ReactElement<Record<string, unknown>>;
}

/** A menu behind a button. */
export function MenuButton({ groups, align = 'end', children }: MenuButtonProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className="z-50">
          <Base.Popup className={popup}>
            <Entries groups={groups} />
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function Entries({ groups }: { readonly groups: MenuGroups }): ReactNode {
  const hasIcons = groups.flat().some(({ icon }) => icon !== undefined);
  return groups
    .filter((group) => group.length > 0)
    .map((group, index) => (
      <div key={group[0]?.label}>
        {index > 0 && <Base.Separator className="my-1 h-px bg-line" />}
        {group.map((entry) => (
          <Entry key={entry.label} entry={entry} hasIcons={hasIcons} />
        ))}
      </div>
    ));
}

function Entry({
  entry: { label, icon: Icon, shortcut, disabled = false, danger = false, run },
  hasIcons,
}: {
  readonly entry: MenuEntry;
  /** Whether any entry has one: then all keep its place free. */
  readonly hasIcons: boolean;
}) {
  return (
    <Base.Item
      disabled={disabled}
      onClick={run}
      className={classNames(
        'flex h-6.5 items-center gap-2 px-2.5 outline-none data-disabled:opacity-50 data-highlighted:bg-selected',
        danger && 'text-bad',
      )}
    >
      {hasIcons && (
        <span className="flex w-4 shrink-0 justify-center">
          {Icon !== undefined && <Icon size={14} aria-hidden />}
        </span>
      )}
      <span className="grow">{label}</span>
      {shortcut !== undefined && <span className="pl-6 text-small text-ink-faint">{shortcut}</span>}
    </Base.Item>
  );
}
