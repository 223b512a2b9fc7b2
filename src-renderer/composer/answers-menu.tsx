import { useQuery } from '@tanstack/react-query';
import { History } from 'lucide-react';
import type { Exchange } from '../../src-main/contract/rpc/requests.ts';
import { queries } from '../rpc/client.ts';
import { formatDuration, formatTime } from '../ui/format.ts';
import { MenuButton, type MenuGroups } from '../ui/menu.tsx';
import { askToCompare, compareWithPrevious } from './compare-exchanges.tsx';
import { copyExchangeAsCurl } from './copy-curl.ts';
import { updateComposer } from './drafts.ts';
import { exportExchanges } from './export-requests.ts';

/** Earlier answers that the menu offers; the rest is in the history. */
const mostAnswers = 15;

interface AnswersMenuProps {
  readonly requestKey: string;
  readonly exchange: Exchange;
}

/** What this request was answered before, and what can be done with the answer that is shown. */
export function AnswersMenu({ requestKey, exchange }: AnswersMenuProps) {
  const { data: answers = [] } = useQuery(
    queries.history.list.queryOptions({ input: { requestKey, limit: mostAnswers } }),
  );
  // What was opened from the history was sent from another request.
  const shown = answers.some(({ id }) => id === exchange.id) ? answers : [...answers, exchange];
  const groups: MenuGroups = [
    [
      {
        label: 'Compare with the answer before',
        disabled: answers.length < mostAnswers && answers.at(-1)?.id === exchange.id,
        run: () => void compareWithPrevious(exchange),
      },
      { label: 'Compare with…', run: () => askToCompare(exchange) },
    ],
    [
      { label: 'Copy as curl, as it was sent', run: () => void copyExchangeAsCurl(exchange) },
      { label: 'Save as HAR', run: () => void exportExchanges(exchange.id, [exchange.id]) },
    ],
    shown.map((answer) => ({
      label: titleOf(answer),
      disabled: answer.id === exchange.id,
      run: () => updateComposer(requestKey, { exchangeId: answer.id }),
    })),
  ];
  const count = answers.length === mostAnswers ? `${mostAnswers}+` : shown.length;
  return (
    <MenuButton groups={groups}>
      <button
        type="button"
        aria-label={`${count} ${count === 1 ? 'answer' : 'answers'} of this request`}
        title="Answers of this request"
        className="inline-flex h-6 items-center gap-1 rounded-control px-1.5 text-small text-ink-muted hover:bg-hover hover:text-ink"
      >
        <History size={14} aria-hidden /> {count}
      </button>
    </MenuButton>
  );
}

function titleOf({ sentAt, response, state, timing }: Exchange): string {
  const outcome = response === null ? state : `${response.status} ${response.statusText}`;
  const total = timing.total === null ? '' : `, ${formatDuration(timing.total * 1_000)}`;
  return `${formatTime(sentAt)}  ${outcome}${total}`;
}
