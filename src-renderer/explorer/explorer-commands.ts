import { FolderPlus, Plus } from 'lucide-react';
import type { Command } from '../app/commands/registry.ts';
import { openNewFunction } from './new-function-dialog.tsx';
import { openProjectDialog } from './open-project-dialog.tsx';

/** What the explorer can do wherever the focus is. */
export const explorerCommands: readonly Command[] = [
  {
    id: 'function.new',
    group: 'Project',
    title: 'New function',
    keys: 'Mod+Shift+N',
    icon: Plus,
    run: openNewFunction,
  },
  {
    id: 'project.open',
    group: 'Project',
    title: 'Open a project folder',
    keys: 'Mod+O',
    icon: FolderPlus,
    run: openProjectDialog,
  },
];
