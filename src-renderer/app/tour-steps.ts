import type { FunctionSummary } from '../../src-main/contract/rpc/functions.ts';
import type { InvocationRow } from '../../src-main/contract/rpc/invocations.ts';
import { hasFailed } from '../traces/outcome.tsx';

export type TourStep = 'deploy' | 'send' | 'trace' | 'break';

/** What is known of the sample: the tour claims nothing that is not so. */
export interface TourFacts {
  /** The sample on the platform, once it was deployed. */
  readonly subject: FunctionSummary | undefined;
  /** Its invocations, newest first. */
  readonly rows: readonly InvocationRow[];
  /** Whether a trace was looked at. */
  readonly isTraced: boolean;
}

/** The steps in their order, each with whether it was taken. */
export function tourSteps({ subject, rows, isTraced }: TourFacts): readonly (readonly [TourStep, boolean])[] {
  return [
    ['deploy', subject?.activeReleaseNumber != null],
    ['send', rows.length > 0],
    ['trace', isTraced],
    ['break', rows.some(hasFailed)],
  ];
}

/** The sample's source with a line in it that throws; undefined where it is not what it was any more. */
export function breakSource(text: string): string | undefined {
  if (text.includes('throw ')) return undefined;
  const broken = text.replace(/^(.*\btrigger_http\b.*\{)$/m, "$1\n  throw new Error('boom');");
  return broken === text ? undefined : broken;
}
