import type { SavedRequest } from '../../src-main/contract/rpc/requests.ts';
import { goTo } from '../app/go-to.ts';
import { fileAddress } from '../editor/file-address.ts';
import { rpc } from '../rpc/client.ts';
import { ContextMenu, type MenuGroups } from '../ui/menu.tsx';
import { showNotice } from '../ui/notice.tsx';
import { copyRequestAsCurl } from './copy-curl.ts';
import { createScratch } from './drafts.ts';
import { attempt } from './request-actions.ts';
import { requestAddress } from './request-address.ts';
import { RequestLine } from './request-line.tsx';
import { closeRequest, openSaved } from './saved-drafts.ts';
import { useAddressName } from './use-address-name.ts';

interface SavedLineProps {
  readonly request: SavedRequest;
  /** Asks for another name. */
  readonly onRename: (request: SavedRequest) => void;
}

/** A saved request of the list. */
export function SavedLine({ request, onRename }: SavedLineProps) {
  const nameOf = useAddressName();
  const { projectId, key, draft, path } = request;
  const title = draft.name || nameOf(draft.url);
  const groups: MenuGroups = [
    [
      { label: 'Open', run: () => show(request) },
      { label: 'Open its file', run: () => goTo(fileAddress(projectId, path)) },
    ],
    [
      { label: 'Duplicate', run: () => void attempt(() => duplicate(request, title)) },
      { label: 'Copy to scratch', run: () => goTo(requestAddress(createScratch(draft))) },
      { label: 'Copy as curl', run: () => void copyRequestAsCurl(request) },
    ],
    [
      { label: 'Rename…', run: () => onRename(request) },
      { label: 'Remove', danger: true, run: () => void attempt(() => removeSaved(request, title)) },
    ],
  ];
  return (
    <ContextMenu groups={groups}>
      <RequestLine
        requestKey={key}
        method={draft.method}
        title={title}
        hint={`${draft.url}\n${path}`}
        onOpen={() => openSaved(request)}
      />
    </ContextMenu>
  );
}

function show(request: SavedRequest): void {
  openSaved(request);
  goTo(requestAddress(request.key));
}

async function duplicate({ projectId, path, draft }: SavedRequest, title: string): Promise<void> {
  const copy = { ...draft, name: `${title} copy` };
  show(await rpc.requests.save({ projectId, path, index: null, draft: copy }));
}

/** Takes it out of its file, and its tab away; the undo puts it behind the others. */
async function removeSaved(
  { key, projectId, path, index, version, draft }: SavedRequest,
  title: string,
): Promise<void> {
  await rpc.requests.remove({ projectId, path, index, version });
  closeRequest(key);
  const undo = (): Promise<void> => attempt(() => rpc.requests.save({ projectId, path, index: null, draft }));
  showNotice({
    text: `${title} was removed from ${path}.`,
    action: { label: 'Undo', run: () => void undo() },
  });
}
