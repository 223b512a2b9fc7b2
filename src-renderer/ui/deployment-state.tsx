import { CircleAlert, CircleCheck, CircleDashed, LoaderCircle, type LucideIcon } from 'lucide-react';
import type { DeploymentStatus } from '../../src-main/contract/deployment.ts';
import { classNames } from './class-names.ts';

const looks: Readonly<
  Record<DeploymentStatus, { word: string; icon: LucideIcon; colour: string; turns?: true }>
> = {
  WAITING_FOR_UPLOAD: { word: 'Waiting for upload', icon: CircleDashed, colour: 'text-ink-muted' },
  PACKAGING: { word: 'Packaging', icon: LoaderCircle, colour: 'text-accent', turns: true },
  DEPLOYING: { word: 'Deploying', icon: LoaderCircle, colour: 'text-accent', turns: true },
  READY: { word: 'Ready', icon: CircleCheck, colour: 'text-good' },
  ERROR: { word: 'Error', icon: CircleAlert, colour: 'text-bad' },
};

/** The status of a deployment: an icon, a colour and, unless it has to be short, the word. */
export function Status({
  status,
  short = false,
}: {
  readonly status: DeploymentStatus;
  readonly short?: boolean;
}) {
  const { word, icon: Icon, colour, turns } = looks[status];
  return (
    <span className={classNames('inline-flex items-center gap-1.5 whitespace-nowrap', colour)} title={word}>
      <Icon size={14} aria-hidden className={turns && 'animate-spin'} />
      <span className={classNames(short && 'sr-only')}>{word}</span>
    </span>
  );
}
