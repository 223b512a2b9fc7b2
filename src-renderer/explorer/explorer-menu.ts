import { Copy, ExternalLink, FolderX, Trash2 } from 'lucide-react';
import { rpc } from '../rpc/client.ts';
import type { MenuGroups } from '../ui/menu.tsx';
import { askToDelete } from './delete-function.tsx';
import type { ExplorerNode } from './explorer-rows.ts';

/** What can be done with a row of the explorer. */
export function explorerMenu(node: ExplorerNode | undefined, open: () => void): MenuGroups {
  switch (node?.kind) {
    case 'function':
      return [
        [{ label: 'Open', icon: ExternalLink, run: open }],
        [{ label: 'Copy id', icon: Copy, run: () => void navigator.clipboard.writeText(node.functionId) }],
        [{ label: 'Delete…', icon: Trash2, danger: true, run: () => askToDelete(node.functionId) }],
      ];
    case 'project':
      return [
        [
          {
            label: 'Copy path',
            icon: Copy,
            run: () => void navigator.clipboard.writeText(node.project.folder),
          },
        ],
        [
          {
            label: 'Close project',
            icon: FolderX,
            run: () => void rpc.projects.close({ projectId: node.project.id }),
          },
        ],
      ];
    case 'file':
      return [
        [{ label: 'Open', icon: ExternalLink, run: open }],
        [{ label: 'Copy path', icon: Copy, run: () => void navigator.clipboard.writeText(node.path) }],
      ];
    default:
      return [[{ label: 'Open', icon: ExternalLink, run: open }]];
  }
}
