import { PanelRight, Search } from 'lucide-react';
import { IconButton } from '../../ui/icon-button.tsx';
import { KeyCap } from '../../ui/key-cap.tsx';
import { describeChord } from '../commands/key-chord.ts';
import { openPalette } from '../commands/palette.tsx';
import { toggleInspector, useLayout } from './layout-state.ts';
import { ProjectSwitch } from './project-switch.tsx';
import { TargetSwitch } from './target-switch.tsx';

/** The product's name, the project, the way to every command, and whose functions are looked at. */
export function TitleBar() {
  const { inspector } = useLayout();
  return (
    <header className="grid h-9 shrink-0 grid-cols-[minmax(9rem,1fr)_minmax(10rem,28rem)_minmax(6rem,1fr)] items-center gap-3 border-b bg-frame px-3">
      <div className="flex min-w-0 items-center gap-2 font-semibold">
        <Mark /> <span className="max-[900px]:sr-only">Atelier</span>
        <span className="min-w-0 font-normal">
          <ProjectSwitch />
        </span>
      </div>
      <button
        type="button"
        onClick={openPalette}
        className="flex h-6.5 items-center gap-2 rounded-control border border-line-strong bg-pane px-2 text-ink-muted hover:bg-hover"
      >
        <Search size={14} aria-hidden />
        <span className="grow truncate text-left">Search or run a command</span>
        <KeyCap chord={describeChord('Mod+K')} />
      </button>
      <div className="flex min-w-0 items-center justify-end gap-1">
        <TargetSwitch />
        <IconButton
          icon={PanelRight}
          label="Inspector"
          shortcut={describeChord('Mod+Shift+B')}
          aria-pressed={inspector}
          onClick={toggleInspector}
        />
      </div>
    </header>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 16 16" className="size-4" aria-hidden="true">
      <path d="M8 1 14.5 14.5H11L8 7.5 5 14.5H1.5Z" className="fill-accent" />
    </svg>
  );
}
