import { useQueries, useQuery } from '@tanstack/react-query';
import { FileCode2 } from 'lucide-react';
import { useState } from 'react';
import { create } from 'zustand';
import { findInText } from '../composer/find-matches.ts';
import { MarkedText } from '../composer/marked-text.tsx';
import { fileAddress } from '../editor/file-address.ts';
import { queries } from '../rpc/client.ts';
import { SearchDialog } from './commands/search-dialog.tsx';
import { goTo } from './go-to.ts';

interface Found {
  readonly href: string;
  readonly place: string;
  readonly text: string;
}

const useFindInFiles = create<{ open: boolean }>(() => ({ open: false }));
const mostMatches = 100;
/** Letters of a line that stand before what was found in it. */
const mostBefore = 30;
/** Fewer letters than these are in nearly every line. */
const fewestLetters = 2;

/** Asks for a text to be found in the files of the open projects. */
export function openFindInFiles(): void {
  useFindInFiles.setState({ open: true });
}

/** Lines of the open projects' files that contain a text; Enter goes to the line. */
export function FindInFiles() {
  const { open } = useFindInFiles();
  const [text, setText] = useState('');
  const { found, isSearching } = useFound(open, text);
  return (
    <SearchDialog
      label="Find in files"
      placeholder="Text in the files of the open projects"
      open={open}
      onClose={() => {
        useFindInFiles.setState({ open: false });
        setText('');
      }}
      items={found}
      keyOf={({ href }) => href}
      textOf={(match) => match.text}
      onChoose={({ href }) => goTo(href)}
      onType={setText}
      isFound
      nothing={nothingWords(text, isSearching)}
    >
      {(match) => (
        <>
          <FileCode2 size={14} aria-hidden className="shrink-0 text-ink-muted" />
          <span className="min-w-0 grow truncate font-mono text-small" title={match.text}>
            <Excerpt line={match.text} needle={text} />
          </span>
          <span className="max-w-1/2 shrink-0 truncate text-small text-ink-faint">{match.place}</span>
        </>
      )}
    </SearchDialog>
  );
}

/** The part of a line that has room, from a little before what was found in it. */
function Excerpt({ line, needle }: { readonly line: string; readonly needle: string }) {
  const [first] = findInText(line, needle);
  const from = first === undefined || first.from <= mostBefore ? 0 : first.from - mostBefore;
  const shown = from === 0 ? line : `…${line.slice(from)}`;
  return <MarkedText text={shown} matches={findInText(shown, needle)} />;
}

function nothingWords(text: string, isSearching: boolean): string {
  if (text.trim().length < fewestLetters) return 'Type two letters or more.';
  return isSearching ? 'Searching…' : 'No file of an open project contains that.';
}

function useFound(open: boolean, text: string): { found: Found[]; isSearching: boolean } {
  const { data: projects = [] } = useQuery(queries.projects.list.queryOptions({ enabled: open }));
  const results = useQueries({
    queries: projects.map(({ id }) =>
      queries.projects.search.queryOptions({
        input: { projectId: id, text, limit: mostMatches },
        enabled: open && text.trim().length >= fewestLetters,
      }),
    ),
  });
  return {
    isSearching: results.some(({ isFetching }) => isFetching),
    found: projects.flatMap(({ id }, index) =>
      (results[index]?.data ?? []).map(({ path, line, text: shown }) => ({
        href: `${fileAddress(id, path)}?line=${line}`,
        place: `${path}:${line}`,
        text: shown,
      })),
    ),
  };
}
