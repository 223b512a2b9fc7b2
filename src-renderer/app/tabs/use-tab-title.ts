import { useLocation } from '@tanstack/react-router';
import { useEffect } from 'react';
import { nameTab } from './tabs.ts';

/** Names the tab of the page that calls it; undefined leaves the name as it is, as while loading. */
export function useTabTitle(title: string | undefined): void {
  const { pathname } = useLocation();
  useEffect(() => {
    if (title !== undefined) nameTab(pathname, title);
  }, [pathname, title]);
}
