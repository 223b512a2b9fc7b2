import { useQuery } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import type { PlatformInfo, ToolchainFact } from '../../src-main/contract/rpc/facts.ts';
import { queries } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { showNotice } from '../ui/notice.tsx';
import { Fact } from './fact.tsx';
import { SettingsPage, SettingsSection } from './page.tsx';

/** Which Atelier this is, and what a report of a fault should say. */
export function AboutPage() {
  const { data: info } = useQuery(queries.platform.info.queryOptions());
  const { data: toolchains = [] } = useQuery(queries.platform.toolchains.queryOptions());
  if (info === undefined) return null;
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(diagnostics(info, toolchains));
    showNotice({ text: 'The diagnostics are in the clipboard.' });
  };
  return (
    <SettingsPage
      title="About"
      actions={
        <Button icon={Copy} onClick={() => void copy()}>
          Copy diagnostics
        </Button>
      }
    >
      <SettingsSection>
        <Fact name="Atelier" value={info.version} />
        <Fact name="System" value={systems[info.platform] ?? info.platform} />
        <Fact name="Browser" value={navigator.userAgent} />
        <Fact name="Home folder" value={info.home} copies />
      </SettingsSection>
      <p className="text-ink-muted">
        A functions cloud on your own machine. No account, no telemetry: nothing leaves it unless you send it.
      </p>
    </SettingsPage>
  );
}

const systems: Readonly<Record<string, string>> = { darwin: 'macOS', linux: 'Linux', win32: 'Windows' };

/** Versions alone: neither addresses nor folders, which may hold a name. */
function diagnostics(info: PlatformInfo, toolchains: readonly ToolchainFact[]): string {
  const compilers = toolchains.map(({ name, version }) => `${name}: ${version ?? 'not found'}`);
  return [`Atelier ${info.version} on ${info.platform}`, navigator.userAgent, ...compilers].join('\n');
}
