import { SearchX } from 'lucide-react';
import { EmptyState } from '../ui/empty-state.tsx';

/** An address that no page owns. */
export function NothingHere() {
  return (
    <EmptyState icon={SearchX} title="Nothing stands at this address">
      What it showed may have been deleted, or the link is from another version.
    </EmptyState>
  );
}
