import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { ChartNoAxesColumn, PackageOpen, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { FunctionSummary, ReleaseRow } from '../../src-main/contract/rpc/functions.ts';
import { DeployAgain } from '../deploy/deploy-again.tsx';
import { madeBy } from '../deploy/made-by.ts';
import { queries } from '../rpc/client.ts';
import { Age } from '../ui/age.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { formatBytes } from '../ui/format.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Truncated } from '../ui/truncated.tsx';

/** The versions of a function's code, newest first; any of them can be deployed again. */
export function ReleasesSection({ subject }: { readonly subject: FunctionSummary }) {
  const { data: releases } = useQuery(
    queries.functions.releases.queryOptions({ input: { functionId: subject.id } }),
  );
  const [again, setAgain] = useState<ReleaseRow | null>(null);
  const navigate = useNavigate();
  if (releases === undefined) return null;
  if (releases.length === 0)
    return (
      <EmptyState icon={PackageOpen} title="No release yet">
        Every deployment of a source or a module makes a release, and all of them are kept.
      </EmptyState>
    );
  return (
    <>
      <table className="w-full table-fixed border-collapse whitespace-nowrap">
        <thead className="sticky top-0 bg-canvas text-left text-small text-ink-muted">
          <tr className="border-b *:h-7 *:px-3 *:font-medium *:first:pl-4">
            <th className="w-28">Release</th>
            <th className="w-32 max-[1000px]:hidden">Digest</th>
            <th className="w-24">Size</th>
            <th>Toolchain</th>
            <th className="w-32">Made</th>
            <th className="w-20">
              <span className="sr-only">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {releases.map((release) => (
            <tr key={release.id} className="border-b *:h-8 *:px-3 *:first:pl-4 hover:bg-hover">
              <td className="font-medium">
                {release.wasmDigest === null ? (
                  `v${release.number}`
                ) : (
                  <Link
                    to="/release/$releaseId"
                    params={{ releaseId: release.id }}
                    className="text-accent hover:underline"
                  >
                    v{release.number}
                  </Link>
                )}
                {release.active && (
                  <span className="ml-2 rounded-small bg-good-wash px-1.5 text-small text-good">active</span>
                )}
              </td>
              <td className="font-mono text-small text-ink-muted max-[1000px]:hidden" title={release.digest}>
                {release.digest.slice(0, 12)}
              </td>
              {/* The size of a source beside those of modules would only mislead. */}
              <td>{release.wasmSize !== null && formatBytes(release.wasmSize)}</td>
              <td className={release.wasmDigest === null ? 'text-ink-muted' : undefined}>
                <Truncated text={madeBy(release)} className="block" />
              </td>
              <td className="text-ink-muted">
                <Age of={release.createdAt} />
              </td>
              <td>
                <span className="flex justify-end gap-1">
                  <IconButton
                    icon={ChartNoAxesColumn}
                    label={`What v${release.number} consists of`}
                    disabled={release.wasmDigest === null}
                    onClick={() =>
                      void navigate({ to: '/release/$releaseId', params: { releaseId: release.id } })
                    }
                  />
                  <IconButton
                    icon={Undo2}
                    label={`Deploy v${release.number} again`}
                    disabled={release.active}
                    onClick={() => setAgain(release)}
                  />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {again !== null && <DeployAgain subject={subject} release={again} onClose={() => setAgain(null)} />}
    </>
  );
}
