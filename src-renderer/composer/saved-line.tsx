import { useNavigate } from '@tanstack/react-router';
import type { SavedRequest } from '../../src-main/contract/rpc/requests.ts';
import { rpc } from '../rpc/client.ts';
import { ContextMenu, type MenuGroups } from '../ui/menu.tsx';
import { showNotice } from '../ui/notice.tsx';
import { createScratch } from './drafts.ts';
import { attempt } from './request-actions.ts';
import { RequestLine } from './request-line.tsx';
import { openSaved } from './saved-drafts.ts';
import { useAddressName } from './use-address-name.ts';

/** A saved request of the list. */
export function SavedLine({ request }: { readonly request: SavedRequest }) {
  const navigate = useNavigate();
  const nameOf = useAddressName();
  const { key, draft, path } = request;
  const title = draft.name || nameOf(draft.url);
  const show = (shown: string): void => void navigate({ to: '/request/$key', params: { key: shown } });
  const open = (): void => {
    openSaved(request);
    show(key);
  };
  const groups: MenuGroups = [
    [
      { label: 'Open', run: open },
      { label: 'Copy to scratch', run: () => show(createScratch(draft)) },
    ],
    [{ label: 'Remove', danger: true, run: () => void attempt(() => removeSaved(request, title)) }],
  ];
  return (
    <ContextMenu groups={groups}>
      <RequestLine method={draft.method} title={title} hint={path} onOpen={open} />
    </ContextMenu>
  );
}

/** Takes it out of its file; the undo puts it behind the others. */
async function removeSaved(
  { projectId, path, index, version, draft }: SavedRequest,
  title: string,
): Promise<void> {
  await rpc.requests.remove({ projectId, path, index, version });
  const undo = (): Promise<void> => attempt(() => rpc.requests.save({ projectId, path, index: null, draft }));
  showNotice({
    text: `${title} was removed from ${path}.`,
    action: { label: 'Undo', run: () => void undo() },
  });
}
