import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleDashed, RefreshCw } from 'lucide-react';
import type { ToolchainFact } from '../../src-main/contract/rpc/facts.ts';
import { queries } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Failure } from '../ui/failure.tsx';
import { SettingsPage, SettingsSection } from './page.tsx';

/** Which compilers this machine has, and what installs the others. */
export function ToolchainsPage() {
  const { data, error, isFetching, refetch } = useQuery(queries.platform.toolchains.queryOptions());
  return (
    <SettingsPage
      title="Toolchains"
      actions={
        <Button icon={RefreshCw} disabled={isFetching} onClick={() => void refetch()}>
          Look again
        </Button>
      }
    >
      {error !== null && <Failure title="The compilers could not be looked for" error={error} />}
      {data !== undefined && (
        <SettingsSection
          description={
            <>
              What this machine has. <code>atelier doctor</code> also compiles and runs something with each.
            </>
          }
        >
          {data.map((toolchain) => (
            <ToolchainRow key={toolchain.language} toolchain={toolchain} />
          ))}
        </SettingsSection>
      )}
    </SettingsPage>
  );
}

function ToolchainRow({ toolchain: { name, version, path, hint } }: { readonly toolchain: ToolchainFact }) {
  const Icon = version === null ? CircleDashed : CircleCheck;
  return (
    <div className="grid grid-cols-[1rem_8rem_minmax(0,1fr)] items-center gap-x-2 px-3 py-2">
      <Icon size={14} aria-hidden className={version === null ? 'text-ink-faint' : 'text-good'} />
      <span className="font-medium">{name}</span>
      <span className="min-w-0 select-text">
        {version ?? 'Not found'}
        <span
          className={classNames('block text-small text-ink-muted', path !== null && 'font-mono break-all')}
        >
          {version === null ? sentence(hint) : (path ?? 'Part of Atelier')}
        </span>
      </span>
    </div>
  );
}

/** The platform says it as the end of a sentence. */
function sentence(hint: string | null): string {
  return hint === null ? '' : `${hint.charAt(0).toUpperCase()}${hint.slice(1)}.`;
}
