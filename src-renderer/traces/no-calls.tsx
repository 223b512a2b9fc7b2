import { PhoneOff } from 'lucide-react';
import { EmptyState } from '../ui/empty-state.tsx';

/** What stands where calls would be. */
export function NoCalls() {
  return <EmptyState icon={PhoneOff} title="The function made no host calls" />;
}
