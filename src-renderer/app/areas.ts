import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';

/** One of the rail's areas: a sidebar of its own, beside tabs that all areas share. */
export interface Area {
  readonly id: string;
  readonly title: string;
  readonly icon: LucideIcon;
  readonly Sidebar: ComponentType;
  /** Beginnings of the addresses that belong to it; the first is shown with it unless another of them is. */
  readonly pages?: readonly [home: string, ...others: string[]];
  /** Whether it stands at the foot of the rail. */
  readonly isLast?: boolean;
}

/** A view of the bottom panel. */
export interface PanelView {
  readonly id: string;
  readonly title: string;
  readonly Content: ComponentType;
}
