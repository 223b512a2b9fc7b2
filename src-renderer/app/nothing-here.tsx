import { SearchX } from 'lucide-react';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { goTo } from './go-to.ts';

/** An address that no page owns. */
export function NothingHere() {
  return (
    <EmptyState
      icon={SearchX}
      title="Nothing stands at this address"
      actions={<Button onClick={() => goTo('/')}>Go to the start page</Button>}
    >
      What it showed may have been deleted, or the link is from another version.
    </EmptyState>
  );
}
