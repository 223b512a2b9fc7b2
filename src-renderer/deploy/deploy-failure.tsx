import { CircleStop } from 'lucide-react';
import { cancelledReason } from '../../src-main/contract/deployment.ts';
import type { DeploymentDetail } from '../../src-main/contract/rpc/functions.ts';
import { Failure } from '../ui/failure.tsx';
import { FunctionProblems } from './function-problems.tsx';

/** Why a deployment did not get there, and what serves instead. The compiler's whole text is in the log of its step. */
export function DeployFailure({ deployment }: { readonly deployment: DeploymentDetail }) {
  const { errorReason, servingReleaseNumber, diagnostics, functionId } = deployment;
  const serving =
    servingReleaseNumber === null
      ? 'No release serves this function: calls are answered with 503.'
      : `v${servingReleaseNumber} keeps serving.`;
  if (errorReason === cancelledReason)
    return (
      <p className="flex items-center gap-2 rounded-card border px-3 py-2">
        <CircleStop size={15} aria-hidden className="text-ink-muted" />
        <span className="font-semibold">Cancelled.</span> {serving}
      </p>
    );
  if (diagnostics.length === 0)
    return (
      <Failure title={`The deployment failed. ${serving}`} error={errorReason ?? 'No reason was recorded.'} />
    );
  return (
    <section role="alert" className="flex flex-col gap-2">
      <p className="font-semibold text-bad">The source does not compile. {serving}</p>
      <FunctionProblems functionId={functionId} problems={diagnostics} />
    </section>
  );
}
