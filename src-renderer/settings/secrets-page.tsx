import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { SecretKeeping } from '../../src-main/contract/rpc/facts.ts';
import { queries, rpc } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { Failure } from '../ui/failure.tsx';
import { Fact } from './fact.tsx';
import { Setting, SettingsPage, SettingsSection } from './page.tsx';

/** Where secrets lie and what protects them. */
export function SecretsPage() {
  const { data, error } = useQuery(queries.platform.secrets.queryOptions());
  return (
    <SettingsPage title="Secrets">
      {error !== null && <Failure title="It is not known where the key is kept" error={error} />}
      {data !== undefined && (
        <SettingsSection
          title="Key"
          description="Secrets lie in the database of the home folder, sealed with one key that is kept apart from them."
        >
          <KeyPlace keeping={data} />
        </SettingsSection>
      )}
      <SettingsSection title="What is where">
        <Fact
          name="Sealed"
          value="Variables of functions, tokens of triggers, and secrets of projects that are set here."
        />
        <Fact
          name="Not sealed"
          value=".env files, which are the projects' own and readable by whoever may read the folder."
          note="A secret that is set on a function's page moves out of them."
        />
        <Fact
          name="Never kept"
          value="Values of secrets in the history of requests: they are masked before it is written."
        />
      </SettingsSection>
    </SettingsPage>
  );
}

function KeyPlace({ keeping }: { readonly keeping: SecretKeeping }) {
  const client = useQueryClient();
  const move = useMutation({
    mutationFn: (place: SecretKeeping['keptIn']) => rpc.platform.keepSecretsIn({ place }),
    onSuccess: (next) => client.setQueryData(queries.platform.secrets.queryKey(), next),
  });
  const { keptIn, keychain, reason } = keeping;
  return (
    <>
      <Setting title={`Kept in ${placeOf(keeping)}`} description={meaningOf(keeping)}>
        {keptIn === 'keychain' ? (
          <Button disabled={move.isPending} onClick={() => move.mutate('file')}>
            Keep the key in a file
          </Button>
        ) : (
          keychain !== null && (
            <Button look="primary" disabled={move.isPending} onClick={() => move.mutate('keychain')}>
              Keep it in the keychain
            </Button>
          )
        )}
      </Setting>
      {reason !== null && <Fact name="Keychain" value="Not used" note={reason} />}
      {move.error !== null && <Failure title="The key could not be moved" error={move.error} />}
    </>
  );
}

function placeOf({ keptIn, keychain }: SecretKeeping): string {
  return keptIn === 'keychain' && keychain !== null ? keychain : 'secret-key.json in the home folder';
}

function meaningOf({ keptIn, keychain }: SecretKeeping): string {
  if (keptIn === 'keychain')
    return 'Only you, logged in on this machine, and only this app can open them. "atelier serve" can\'t start on this home.';
  const anyone = 'A file that only you can read: whoever gets both it and the database can open them.';
  return keychain === null ? anyone : `${anyone} "atelier serve" can start on this home.`;
}
