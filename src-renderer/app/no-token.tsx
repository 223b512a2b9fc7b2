import { KeyRound } from 'lucide-react';
import { useEffect } from 'react';
import { EmptyState } from '../ui/empty-state.tsx';
import { applyTheme } from './theme/theme.ts';

/** What a page shows that nobody let in: without a token anybody's page could drive the platform. */
export function NoToken() {
  // What the user chose is known to the platform alone, unless this page was let in before.
  useEffect(() => {
    if (document.documentElement.dataset.theme === undefined) return applyTheme('system', false);
  }, []);
  return (
    <EmptyState icon={KeyRound} title="This address needs its token">
      Open the whole address that <code>atelier serve</code> printed, with the part after <code>#token=</code>
      .
    </EmptyState>
  );
}
