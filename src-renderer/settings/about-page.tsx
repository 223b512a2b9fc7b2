import { useQuery } from '@tanstack/react-query';
import { queries } from '../rpc/client.ts';
import { SettingsPage } from './page.tsx';

/** Where the platform listens, where its data is, and which compilers it found. */
export function AboutPage() {
  const { data: info } = useQuery(queries.platform.info.queryOptions());
  const { data: toolchains } = useQuery(queries.platform.toolchains.queryOptions());
  const facts = info && {
    Version: info.version,
    'Data folder': info.home,
    'Control plane': info.apiUrl,
    Gateway: info.gatewayUrl,
    Organisation: info.ownerId,
    Runtime: info.platform,
  };
  return (
    <SettingsPage title="About">
      <dl className="grid grid-cols-[8rem_1fr] gap-y-1.5">
        {Object.entries(facts ?? {}).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-ink-muted">{name}</dt>
            <dd className="font-mono break-all select-text">{value}</dd>
          </div>
        ))}
      </dl>
      <section>
        <h2 className="mb-2 font-medium">Toolchains</h2>
        <ul className="flex flex-col divide-y rounded-card border">
          {toolchains?.map(({ name, version, hint }) => (
            <li key={name} className="grid grid-cols-[9rem_1fr] gap-2 px-3 py-1.5">
              <span className="font-medium">{name}</span>
              <span className={version === null ? 'text-warn' : 'text-ink-muted'}>
                {version ?? `Not found. ${hint ?? ''}`}
              </span>
            </li>
          ))}
        </ul>
      </section>
    </SettingsPage>
  );
}
