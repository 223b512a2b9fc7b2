import { useQuery } from '@tanstack/react-query';
import type { Exchange } from '../../src-main/contract/rpc/requests.ts';
import { runCommand } from '../app/commands/registry.ts';
import { goTo } from '../app/go-to.ts';
import { queries } from '../rpc/client.ts';
import { Button } from '../ui/button.tsx';
import { classNames } from '../ui/class-names.ts';
import { Failure } from '../ui/failure.tsx';
import type { RequestSection } from './request-pane.tsx';

/** The part of the request that a failure is about. */
const sections: Readonly<Record<string, RequestSection>> = {
  'body-file': 'body',
  'credentials-withheld': 'authentication',
  'http-version': 'options',
  'invalid-header': 'headers',
  'too-many-redirects': 'options',
  timeout: 'options',
  'unresolved-variable': 'variables',
};

/** What failures of the connection mean at our own gateway, which is a part of the engine. */
const engineFailures: Readonly<Record<string, string>> = {
  ECONNRESET:
    'The engine died under the request, and is started again by itself. The invocations say what became of it.',
  ECONNREFUSED: 'The engine is being started again, which takes a second or two. Send it again then.',
};

interface SendFailureProps {
  readonly failure: NonNullable<Exchange['failure']>;
  /** The address that was called. */
  readonly url: string;
  /** Shows a part of the request. */
  readonly onSection: (section: RequestSection) => void;
}

/** Why a request got no answer, with the way to what of it is to be changed. */
export function SendFailure({ failure, url, onSection }: SendFailureProps) {
  const { data: info } = useQuery(queries.platform.info.queryOptions());
  const isOurs = info !== undefined && URL.parse(url)?.origin === info.gatewayUrl;
  return (
    <div className="p-4">
      <Failure
        title="The request got no answer"
        error={failure.message}
        hint={(isOurs && engineFailures[failure.code]) || failure.hint}
        actions={
          sections[failure.code] ? (
            <SectionButton failure={failure} onSection={onSection} />
          ) : (
            isOurs && <EngineButton code={failure.code} />
          )
        }
      />
    </div>
  );
}

/** Nothing that did not reach the engine is among the invocations. */
function EngineButton({ code }: { readonly code: string }) {
  return code === 'ECONNREFUSED' ? (
    <Button onClick={() => runCommand('request.send')}>Send again</Button>
  ) : (
    <Button onClick={() => goTo('/invocations')}>Show the invocations</Button>
  );
}

/** Says of an answer that it is not whole, and why. */
export function UnfinishedAnswer({ failure, onSection }: Omit<SendFailureProps, 'url'>) {
  const { code, message, hint } = failure;
  const isCancelled = code === 'cancelled';
  return (
    <div
      role={isCancelled ? 'status' : 'alert'}
      className={classNames(
        'flex shrink-0 items-center gap-2 border-b px-3 py-1.5',
        isCancelled ? 'bg-warn-wash text-warn' : 'bg-bad-wash text-bad',
      )}
    >
      <span className="grow">
        {isCancelled ? 'Cancelled: this is what had come of the answer.' : `${message} ${hint ?? ''}`}
      </span>
      <SectionButton failure={failure} onSection={onSection} />
    </div>
  );
}

function SectionButton({ failure, onSection }: Omit<SendFailureProps, 'url'>) {
  const section = sections[failure.code];
  return section !== undefined && <Button onClick={() => onSection(section)}>Show the {section}</Button>;
}
