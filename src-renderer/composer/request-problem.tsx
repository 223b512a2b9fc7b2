import { ORPCError } from '@orpc/client';
import { goTo } from '../app/go-to.ts';
import { fileAddress } from '../editor/file-address.ts';
import { rpc } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import type { ComposerState } from './drafts.ts';
import { attempt, type RequestProblem } from './request-actions.ts';
import { takeFromFile } from './saved-drafts.ts';

interface RequestProblemBannerProps {
  readonly problem: RequestProblem;
  readonly requestKey: string;
  readonly saved: ComposerState['saved'];
  readonly onDismiss: () => void;
}

/** Why a request was not sent or not saved, with what helps. */
export function RequestProblemBanner(props: RequestProblemBannerProps) {
  const { problem, requestKey, saved, onDismiss } = props;
  const { title, error } = problem;
  const code = error instanceof ORPCError ? error.code : null;
  const path: unknown = error instanceof ORPCError ? error.data?.path : null;
  const readAgain = (): void =>
    void attempt(async () => {
      if (saved !== null) await readFromFile(requestKey, saved.projectId);
      onDismiss();
    });
  return (
    <div className="shrink-0 border-b p-2">
      <Failure
        title={title}
        error={error}
        actions={
          <>
            {code === 'conflict' && <Button onClick={readAgain}>Open the file's request</Button>}
            {saved !== null && typeof path === 'string' && (
              <Button onClick={() => goTo(fileAddress(saved.projectId, path))}>Open {path}</Button>
            )}
            {code === 'disk-full' && (
              <Button onClick={() => goTo('/settings/storage')}>Show the storage</Button>
            )}
            <Button onClick={onDismiss}>Dismiss</Button>
          </>
        }
      />
    </div>
  );
}

/** Shows what the file has by now; what was typed becomes a scratch request. */
async function readFromFile(requestKey: string, projectId: string): Promise<void> {
  const requests = await rpc.requests.list({ projectId });
  const request = requests.find(({ key }) => key === requestKey);
  if (request !== undefined) takeFromFile(request);
}
