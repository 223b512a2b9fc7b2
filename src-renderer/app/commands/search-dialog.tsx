import { Autocomplete } from '@base-ui/react/autocomplete';
import { Dialog } from '@base-ui/react/dialog';
import { Search } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { rankMatches } from './rank-matches.ts';

/** Lines that are shown at most: whoever does not find it among them types on. */
const mostLines = 60;

interface SearchDialogProps<Item> {
  readonly label: string;
  readonly placeholder: string;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** What typing is matched against. */
  readonly textOf: (item: Item) => string;
  readonly children: (item: Item) => ReactNode;
  readonly onChoose: (item: Item) => void;
  /** Hears what is typed, for lists that are found elsewhere. */
  readonly onType?: (text: string) => void;
  readonly nothing: string;
  /** Whether the items were found elsewhere for what was typed, and are shown as they come. */
  readonly isFound?: boolean;
}

/** A list over the page that typing narrows and Enter chooses from. */
export function SearchDialog<Item>(props: SearchDialogProps<Item>) {
  const { label, open, onClose } = props;
  return (
    <Dialog.Root open={open} onOpenChange={(next) => next || onClose()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-40 bg-frame/50" />
        <Dialog.Popup
          aria-label={label}
          className="fixed top-[12vh] left-1/2 z-40 w-150 max-w-[92vw] -translate-x-1/2 overflow-hidden rounded-card bg-raised shadow-popup"
        >
          {open && <SearchList {...props} />}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function SearchList<Item>(props: SearchDialogProps<Item>) {
  const { label, placeholder, onClose, items, keyOf, textOf, children, onChoose, onType, nothing } = props;
  const { isFound = false } = props;
  const [typed, setTyped] = useState('');
  const choose = (item: Item): void => {
    onClose();
    // After the dialog has given the focus back, so that what follows finds the page as it was.
    setTimeout(() => onChoose(item));
  };
  return (
    <Autocomplete.Root
      open
      inline
      items={isFound ? items : rankMatches(items, typed, textOf, mostLines)}
      mode="none"
      itemToStringValue={textOf}
      autoHighlight="always"
      keepHighlight
      value={typed}
      onValueChange={(text, { reason }) => {
        // A choice would write its text into the field, on its way out.
        if (reason === 'item-press') return;
        setTyped(text);
        onType?.(text);
      }}
    >
      <div className="flex items-center gap-2 border-b px-3">
        <Search size={15} aria-hidden className="text-ink-faint" />
        <Autocomplete.Input
          aria-label={label}
          placeholder={placeholder}
          className="h-10 w-full bg-transparent text-title outline-none placeholder:text-ink-faint"
        />
      </div>
      <Autocomplete.Empty>
        <div className="p-4 text-ink-muted">{nothing}</div>
      </Autocomplete.Empty>
      <Autocomplete.List className="max-h-[50vh] overflow-y-auto p-1 empty:p-0">
        {(item: Item) => (
          <Autocomplete.Item
            key={keyOf(item)}
            value={item}
            onClick={() => choose(item)}
            className="flex h-7.5 items-center gap-2 rounded-control px-2 outline-none data-highlighted:bg-selected"
          >
            {children(item)}
          </Autocomplete.Item>
        )}
      </Autocomplete.List>
    </Autocomplete.Root>
  );
}
