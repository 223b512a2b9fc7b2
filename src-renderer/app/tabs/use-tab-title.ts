import { useMatch } from '@tanstack/react-router';
import { useEffect } from 'react';
import { nameTab } from './tabs.ts';

/** Names the tab of the page that calls it; undefined leaves the name as it is, as while loading. */
export function useTabTitle(title: string | undefined): void {
  // The page's own address: the browser's is already the next one while this page is on its way out.
  const pathname = useMatch({ strict: false, select: (match) => match.pathname });
  useEffect(() => {
    if (title !== undefined) nameTab(pathname, title);
  }, [pathname, title]);
}
