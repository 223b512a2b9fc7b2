/**
 * How many cases a property is tried with: as many as ATELIER_CASES says, so that a long run can look for what is
 * rare, and otherwise what a quick one has time for.
 */
export function cases(usual: number): number {
  const wanted = Number(process.env.ATELIER_CASES);
  return Number.isInteger(wanted) && wanted > 0 ? wanted : usual;
}
