import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { CleanableKind, Storage, StorageKind } from '../../src-main/contract/rpc/storage.ts';
import { queries, rpc } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { Failure } from '../ui/failure.tsx';
import { formatBytes } from '../ui/format.ts';
import { showNotice } from '../ui/notice.tsx';
import { Fact } from './fact.tsx';
import { Setting, SettingsPage, SettingsSection } from './page.tsx';

const titles: Readonly<Record<StorageKind, readonly [title: string, description: string]>> = {
  database: ['Database', 'Functions, deployments, releases and preferences.'],
  objects: ['Objects', 'The code of every release, and what was compiled from it.'],
  traces: ['Traces', 'The last 1,000 invocations of every function, with their host calls and output.'],
  history: ['Requests', 'Bodies of what the composer sent and of the answers.'],
  cache: ['Compiler cache', 'What makes the second build of a language quick.'],
  logs: ['Logs', 'Faults of Atelier itself.'],
  other: ['Other', 'Credentials, locks and temporary files.'],
};

/** What goes when it is cleaned, as the question asks it. */
const cleanings: Readonly<
  Record<CleanableKind, { readonly verb: string; readonly title: string; readonly question: string }>
> = {
  objects: {
    verb: 'Delete unused',
    title: 'Delete the unused objects?',
    question: 'What nothing has used for an hour is deleted. No release loses anything.',
  },
  traces: {
    verb: 'Clear',
    title: 'Clear the traces?',
    question:
      'The invocations of every function are deleted, and their traces with them. This can’t be undone.',
  },
  history: {
    verb: 'Clear',
    title: 'Clear the requests?',
    question:
      'Every request in the history is deleted, except for those that are pinned. This can’t be undone.',
  },
  cache: {
    verb: 'Clear',
    title: 'Clear the compiler cache?',
    question: 'The next build of each language takes longer, and fills it again.',
  },
};

/** How much room everything takes, and what can be given back. */
export function StoragePage() {
  const { data, error } = useQuery(queries.storage.measure.queryOptions({ staleTime: 0 }));
  const [asked, setAsked] = useState<CleanableKind | null>(null);
  return (
    <SettingsPage title="Storage">
      {error !== null && <Failure title="The home folder could not be measured" error={error} />}
      {data !== undefined && (
        <>
          <SettingsSection>
            <Fact name="Home folder" value={data.home} copies />
            <Fact name="Total" value={formatBytes(data.parts.reduce((sum, { bytes }) => sum + bytes, 0))} />
            <Fact name="Free on its disk" value={formatBytes(data.free)} />
          </SettingsSection>
          <SettingsSection>
            {data.parts.map((part) => (
              <Part key={part.kind} part={part} unused={data.unusedObjects} onClean={setAsked} />
            ))}
          </SettingsSection>
        </>
      )}
      {asked !== null && <CleanDialog kind={asked} onClose={() => setAsked(null)} />}
    </SettingsPage>
  );
}

interface PartProps {
  readonly part: Storage['parts'][number];
  /** Bytes of objects that nothing refers to. */
  readonly unused: number;
  readonly onClean: (kind: CleanableKind) => void;
}

function Part({ part: { kind, bytes }, unused, onClean }: PartProps) {
  const [title, description] = titles[kind];
  const isObjects = kind === 'objects';
  return (
    <Setting
      title={title}
      description={
        isObjects && unused > 0 ? `${description} ${formatBytes(unused)} are unused.` : description
      }
    >
      <span className="flex items-center gap-3">
        <span className="font-mono text-small">{formatBytes(bytes)}</span>
        <span className="flex w-32 justify-end">
          {isCleanable(kind) && (
            <Button disabled={isObjects ? unused === 0 : bytes === 0} onClick={() => onClean(kind)}>
              {cleanings[kind].verb}
            </Button>
          )}
        </span>
      </span>
    </Setting>
  );
}

function isCleanable(kind: StorageKind): kind is CleanableKind {
  return kind in cleanings;
}

function CleanDialog({ kind, onClose }: { readonly kind: CleanableKind; readonly onClose: () => void }) {
  const client = useQueryClient();
  const { verb, title, question } = cleanings[kind];
  const cleaning = useMutation({
    mutationFn: () => rpc.storage.clean({ kind }),
    onSuccess: ({ bytes }) => {
      onClose();
      showNotice({
        text: bytes === 0 ? 'Nothing was to be freed yet.' : `${formatBytes(bytes)} were freed.`,
      });
      void client.invalidateQueries({ queryKey: queries.storage.key() });
    },
  });
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      description={question}
      actions={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button look="danger" disabled={cleaning.isPending} onClick={() => cleaning.mutate()}>
            {verb}
          </Button>
        </>
      }
    >
      {cleaning.error !== null && <Failure title="It could not be cleaned" error={cleaning.error} />}
    </Dialog>
  );
}
