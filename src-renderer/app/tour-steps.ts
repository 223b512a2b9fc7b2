import type { FunctionSummary } from '../../src-main/contract/rpc/functions.ts';
import type { InvocationRow } from '../../src-main/contract/rpc/invocations.ts';
import { hasFailed } from '../traces/outcome.tsx';

export type TourStep = 'deploy' | 'send' | 'trace' | 'break' | 'again' | 'compare' | 'back';

/** What is known of the sample: the tour claims nothing that is not so. */
export interface TourFacts {
  /** The sample on the platform, once it was deployed. */
  readonly subject: Pick<FunctionSummary, 'activeReleaseNumber'> | undefined;
  /** Its invocations, newest first. */
  readonly rows: readonly InvocationRow[];
  /** Whether a trace was looked at. */
  readonly isTraced: boolean;
  /** Whether two invocations were compared. */
  readonly isCompared: boolean;
}

type Steps = readonly (readonly [step: TourStep, isDone: boolean])[];

/** The steps in their order, each with whether it was taken: first those of a sample that works, then of one that does not. */
export function tourSteps({ subject, rows, isTraced, isCompared }: TourFacts): Steps {
  const { failure, success } = tourCalls(rows);
  const active = subject?.activeReleaseNumber ?? null;
  const isBroken = failure !== undefined || (active ?? 0) > 1;
  if (!isBroken)
    return [
      ['deploy', active !== null],
      ['send', rows.length > 0],
      ['trace', isTraced],
      ['break', false],
    ];
  return [
    ['again', failure !== undefined],
    ['compare', isCompared],
    ['back', success !== undefined && active === success.releaseNumber],
  ];
}

/** The newest invocation that failed, and the newest that did not. */
export function tourCalls(rows: readonly InvocationRow[]): {
  readonly failure: InvocationRow | undefined;
  readonly success: InvocationRow | undefined;
} {
  return { failure: rows.find(hasFailed), success: rows.find((row) => !hasFailed(row)) };
}

/** The sample's source with a line in it that throws; undefined where it is not what it was any more. */
export function breakSource(text: string): string | undefined {
  if (text.includes('throw ')) return undefined;
  const broken = text.replace(/^(.*\btrigger_http\b.*\{)$/m, "$1\n  throw new Error('boom');");
  return broken === text ? undefined : broken;
}
