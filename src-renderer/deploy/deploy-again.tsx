import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { FunctionSummary } from '../../src-main/contract/rpc/functions.ts';
import { rpc } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Failure } from '../ui/failure.tsx';

interface DeployAgainProps {
  readonly subject: FunctionSummary;
  readonly release: { readonly id: string; readonly number: number };
  readonly onClose: () => void;
}

/** Asks whether a release is to take the traffic again, and lets it. */
export function DeployAgain({ subject, release, onClose }: DeployAgainProps) {
  const navigate = useNavigate();
  const [error, setError] = useState<unknown>(null);
  const deploy = async (): Promise<void> => {
    try {
      const { id } = await rpc.deployments.deployRelease({ functionId: subject.id, releaseId: release.id });
      onClose();
      void navigate({ to: '/deploy/$deploymentId', params: { deploymentId: id } });
    } catch (cause) {
      setError(cause);
    }
  };
  const live = subject.activeReleaseNumber;
  return (
    <Dialog
      open
      onClose={onClose}
      title={`Deploy v${release.number} of ${subject.name ?? subject.id}?`}
      description={
        live === null
          ? `v${release.number} takes the traffic as soon as it is ready.`
          : `v${release.number} takes the traffic from v${live} as soon as it is ready. Requests in flight finish on v${live}.`
      }
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="primary" onClick={() => void deploy()}>
            Deploy v{release.number}
          </Button>
        </>
      }
    >
      {error !== null && <Failure title="It could not be deployed" error={error} />}
    </Dialog>
  );
}
