import type { RequestDraft, SavedRequest } from '../../src-main/contract/rpc/requests.ts';

/** An open request, as it was when its file was last read. */
export interface OpenRequest {
  readonly key: string;
  readonly draft: RequestDraft;
  readonly saved: Pick<SavedRequest, 'path' | 'version' | 'draft'>;
}

/** Which of the requests of a project an open one is by now: known by its key, or else by what was read of it. */
export function findSaved(
  requests: readonly SavedRequest[],
  { key, draft, saved }: OpenRequest,
): SavedRequest | undefined {
  const isUnchanged = ({ version }: SavedRequest): boolean => version === saved.version;
  return (
    requests.find((request) => request.key === key && isUnchanged(request)) ??
    requests.find((request) => request.path === saved.path && isUnchanged(request)) ??
    requests.find((request) => request.key === key) ??
    requests.find(isUnchanged) ??
    requests.find(
      (request) =>
        request.path === saved.path &&
        [draft, saved.draft].some((known) =>
          isSameDraft({ ...known, name: request.draft.name }, request.draft),
        ),
    )
  );
}

/** Whether two drafts say the same. */
export function isSameDraft(one: RequestDraft, other: RequestDraft): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
