import { KeyRound } from 'lucide-react';
import { EmptyState } from '../ui/empty-state.tsx';

/** What a page shows that nobody let in: without a token anybody's page could drive the platform. */
export function NoToken() {
  return (
    <EmptyState icon={KeyRound} title="This address needs its token">
      Open the whole address that <code>atelier serve</code> printed, with the part after <code>#token=</code>
      .
    </EmptyState>
  );
}
