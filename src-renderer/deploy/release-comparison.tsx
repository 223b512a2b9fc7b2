import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Release } from '../../src-main/contract/release.ts';
import { queries } from '../rpc/client.ts';
import { Select } from '../ui/field.tsx';
import { ReleaseDiff } from './release-diff.tsx';

/** A release against another one of its function: the one before it, unless another is chosen; nothing where it is alone. */
export function ReleaseComparison({ release }: { readonly release: Release }) {
  const { data: releases = [] } = useQuery(
    queries.functions.releases.queryOptions({ input: { functionId: release.functionId } }),
  );
  const [chosen, setChosen] = useState<string | null>(null);
  const others = releases.filter(({ id, wasmDigest }) => id !== release.id && wasmDigest !== null);
  const other =
    others.find(({ id }) => id === chosen) ??
    others.find(({ number }) => number < release.number) ??
    others.at(-1);
  if (other === undefined) return null;
  return (
    <ReleaseDiff
      before={other}
      after={release}
      choice={
        <span className="w-20">
          <Select
            aria-label="Release to compare with"
            value={other.id}
            onChange={(event) => setChosen(event.target.value)}
          >
            {others.map(({ id, number }) => (
              <option key={id} value={id}>
                v{number}
              </option>
            ))}
          </Select>
        </span>
      }
    />
  );
}
