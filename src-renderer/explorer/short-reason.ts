import { cancelledReason, type Deployment } from '../../src-main/contract/deployment.ts';
import { formatDiagnostic } from '../../src-main/contract/diagnostic.ts';

/**
 * Why a deployment failed, in a line: the first complaint of a compiler with its place, or else where the reason begins.
 * Empty for one that did not fail, or was cancelled.
 */
export function shortReason({
  errorReason,
  diagnostics,
}: Pick<Deployment, 'errorReason' | 'diagnostics'>): string {
  if (errorReason === null || errorReason === cancelledReason) return '';
  const [first] = diagnostics;
  return first === undefined ? (errorReason.split('\n')[0] ?? '') : formatDiagnostic(first);
}
