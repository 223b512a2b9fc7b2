import { Trash2 } from 'lucide-react';
import { goTo } from '../app/go-to.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { ContextMenu, type MenuGroups } from '../ui/menu.tsx';
import { copyRequestAsCurl } from './copy-curl.ts';
import { discardScratch } from './discard-scratch.ts';
import { createScratch, useComposer } from './drafts.ts';
import { requestAddress } from './request-address.ts';
import { RequestLine } from './request-line.tsx';
import { useAddressName } from './use-address-name.ts';

/** A scratch request of the list. */
export function ScratchLine({ id }: { readonly id: string }) {
  const nameOf = useAddressName();
  const [state] = useComposer(id);
  if (state === undefined) return null;
  const { draft, environment } = state;
  const title = draft.name || nameOf(draft.url);
  const groups: MenuGroups = [
    [{ label: 'Open', run: () => goTo(requestAddress(id)) }],
    [
      { label: 'Duplicate', run: () => goTo(requestAddress(createScratch(draft))) },
      { label: 'Copy as curl', run: () => void copyRequestAsCurl({ draft, environment }) },
    ],
    [{ label: 'Remove', danger: true, run: () => discardScratch(id, title) }],
  ];
  return (
    <div className="group relative">
      <ContextMenu groups={groups}>
        <RequestLine requestKey={id} method={draft.method} title={title} hint={draft.url} />
      </ContextMenu>
      <IconButton
        icon={Trash2}
        label={`Remove ${title}`}
        className="absolute top-px right-1 bg-pane opacity-0 group-hover:opacity-100 focus:opacity-100"
        onClick={() => discardScratch(id, title)}
      />
    </div>
  );
}
