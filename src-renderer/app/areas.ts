import type { LucideIcon } from 'lucide-react';
import type { ComponentType } from 'react';

/** One of the rail's areas: a sidebar of its own, beside tabs that all areas share. */
export interface Area {
  readonly id: string;
  readonly title: string;
  readonly icon: LucideIcon;
  readonly Sidebar: ComponentType;
}

/** A view of the bottom panel. */
export interface PanelView {
  readonly id: string;
  readonly title: string;
  readonly Content: ComponentType;
}
