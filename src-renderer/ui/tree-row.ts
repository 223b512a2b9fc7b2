import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';

/** One visible row of a tree; rows come flat and in order, with their level. */
export interface TreeRow {
  readonly id: string;
  /** 1 for the outermost. */
  readonly level: number;
  readonly label: string;
  readonly icon: LucideIcon;
  /** Undefined for a leaf. */
  readonly expanded?: boolean | undefined;
  /** At the right of the row: a status, a size, a mark. */
  readonly aside?: ReactNode;
  readonly muted?: boolean;
  /** Stands in the place of the label while that is written; the keys that are pressed in it are its own. */
  readonly field?: ReactNode;
}
