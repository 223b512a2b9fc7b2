interface HeaderListProps {
  readonly headers: readonly (readonly [name: string, value: string])[];
}

/** Headers as they went over the wire. */
export function HeaderList({ headers }: HeaderListProps) {
  return (
    <dl className="grid grid-cols-[fit-content(40%)_minmax(0,1fr)] gap-x-4 gap-y-1 p-3 font-mono text-small select-text">
      {headers.map(([name, value], index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a header may be there twice, and the list never changes
        <div key={index} className="contents">
          <dt className="min-w-32 break-all text-ink-muted">{name}</dt>
          <dd className="break-all">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
