import { CircleX } from 'lucide-react';
import { EmptyState } from '../../ui/empty-state.tsx';

/** What stands in place of the details of what can't be read any more. */
export function Gone({ what }: { readonly what: string }) {
  return (
    <EmptyState icon={CircleX} title="Not there">
      This {what} may have been deleted.
    </EmptyState>
  );
}
