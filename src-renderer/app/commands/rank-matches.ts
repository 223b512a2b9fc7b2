/** Where a word was found in a text, the best first. */
const places = { whole: 0, start: 1, word: 2, inside: 3 } as const;

/**
 * The items whose text holds every word of what was typed, in any case and order, the best first: those that begin
 * with it, then those with a word that does, and otherwise in their own order. So many at most: a list that nobody
 * reads to its end only makes typing slow.
 */
export function rankMatches<Item>(
  items: readonly Item[],
  typed: string,
  textOf: (item: Item) => string,
  most: number,
): Item[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return items.slice(0, most);
  return items
    .flatMap((item) => {
      const rank = rankOf(textOf(item).toLowerCase(), words);
      return rank === null ? [] : [{ item, rank }];
    })
    .sort((one, other) => one.rank - other.rank)
    .slice(0, most)
    .map(({ item }) => item);
}

/** The sum over all words; null where one is missing. */
function rankOf(text: string, words: readonly string[]): number | null {
  let rank = 0;
  for (const word of words) {
    const at = text.indexOf(word);
    if (at < 0) return null;
    if (text.length === word.length) rank += places.whole;
    else if (at === 0) rank += places.start;
    else rank += /[\p{L}\p{N}]/u.test(text.charAt(at - 1)) ? places.inside : places.word;
  }
  return rank;
}
