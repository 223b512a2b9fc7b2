/** The colour that says how a request went: well, on to somewhere else, or not. */
export function colourOfStatus(status: number): string {
  if (status < 300) return 'text-good';
  return status < 400 ? 'text-warn' : 'text-bad';
}
