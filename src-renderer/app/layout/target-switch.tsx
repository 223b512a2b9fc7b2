import { HardDrive } from 'lucide-react';

/** Where deployments and requests go. Local is the only target until an organisation can be connected. */
export function TargetSwitch() {
  return (
    <span className="flex items-center gap-1.5 text-ink-muted" title="Everything stays on this machine">
      <HardDrive size={14} aria-hidden /> Local
    </span>
  );
}
