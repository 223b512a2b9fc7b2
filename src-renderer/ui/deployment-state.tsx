import {
  CircleAlert,
  CircleCheck,
  CircleDashed,
  CircleStop,
  LoaderCircle,
  type LucideIcon,
} from 'lucide-react';
import { cancelledReason, type DeploymentStatus } from '../../src-main/contract/deployment.ts';
import { classNames } from './class-names.ts';

interface Look {
  readonly word: string;
  readonly icon: LucideIcon;
  readonly colour: string;
  readonly turns?: true;
}

const looks: Readonly<Record<DeploymentStatus, Look>> = {
  WAITING_FOR_UPLOAD: { word: 'Waiting for upload', icon: CircleDashed, colour: 'text-ink-muted' },
  PACKAGING: { word: 'Packaging', icon: LoaderCircle, colour: 'text-accent', turns: true },
  DEPLOYING: { word: 'Deploying', icon: LoaderCircle, colour: 'text-accent', turns: true },
  READY: { word: 'Ready', icon: CircleCheck, colour: 'text-good' },
  ERROR: { word: 'Error', icon: CircleAlert, colour: 'text-bad' },
};

/** On the wire it is an error; it is none for whoever wanted it. */
const cancelled: Look = { word: 'Cancelled', icon: CircleStop, colour: 'text-ink-muted' };

interface DeploymentStateProps {
  readonly deployment: {
    readonly status: DeploymentStatus;
    readonly errorReason?: string | null | undefined;
  };
  readonly short?: boolean;
}

/** How a deployment stands: an icon, a colour and, unless it has to be short, the word. */
export function DeploymentState({ deployment, short = false }: DeploymentStateProps) {
  const { status, errorReason } = deployment;
  const { word, icon: Icon, colour, turns } = errorReason === cancelledReason ? cancelled : looks[status];
  return (
    <span className={classNames('inline-flex items-center gap-1.5 whitespace-nowrap', colour)} title={word}>
      <Icon size={14} aria-hidden className={turns && 'animate-spin'} />
      <span className={classNames(short && 'sr-only')}>{word}</span>
    </span>
  );
}
