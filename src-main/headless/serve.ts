import { resolve } from 'node:path';
import { defaultHome } from '../home/home-folder.ts';
import type { Command, CommandIo } from './command-line.ts';
import { parseOptions, refuseWords, wholeNumber } from './parse-options.ts';
import { stopRequest } from './stop-request.ts';
import { startWorkstation, type Workstation } from './workstation.ts';

const help = `Runs the platform on loopback until it is stopped.

Usage: atelier serve [options]

  --home DIR          The folder of all state (default: $ATELIER_HOME, or where this system keeps such data)
  --api-port N        The control plane (default 8786)
  --gateway-port N    Where functions are called (default 8787)
  --ui-port N         The workstation's page (default 8785)
  --workers N         Worker threads (default: one less than there are cores)
  --forget-secrets    Start although the key to the secrets is lost; a copy of the database is kept
  --ready-file FILE   Write addresses and credentials there, as JSON, once everything listens

Port 0 picks a free one. Ctrl+C or SIGTERM stops it cleanly; a second one, a moment later, stops it at once.
`;

const options = {
  home: { type: 'string' },
  'api-port': { type: 'string' },
  'gateway-port': { type: 'string' },
  'ui-port': { type: 'string' },
  workers: { type: 'string' },
  'ready-file': { type: 'string' },
  'forget-secrets': { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h' },
} as const;

const port = { min: 0, max: 65_535 };
const workerCount = { min: 1, max: 256 };

/** `atelier serve`: gives 0 after a clean stop. Throws `usage`, and what keeps a platform from starting. */
export const serveCommand: Command = async (argv, io) => {
  const { values, words } = parseOptions(argv, options, 'atelier serve');
  if (values.help) {
    io.stdout.write(help);
    return 0;
  }
  refuseWords(words, 'atelier serve');
  const home = resolve(values.home ?? defaultHome(io.environment));
  const workers = wholeNumber('workers', values.workers, workerCount);
  // Before the start, so that a signal during it is not the end of a half-written home.
  const stop = stopRequest();
  const workstation = await startWorkstation({
    home,
    apiPort: wholeNumber('api-port', values['api-port'], port) ?? 8786,
    gatewayPort: wholeNumber('gateway-port', values['gateway-port'], port) ?? 8787,
    uiPort: wholeNumber('ui-port', values['ui-port'], port) ?? 8785,
    forgetSecrets: values['forget-secrets'],
    ...(workers === undefined ? {} : { workers }),
    ...(values['ready-file'] === undefined ? {} : { readyFile: resolve(values['ready-file']) }),
  });
  announce(workstation, home, io);
  await stop;
  if (io.stderr.isTTY) io.stderr.write('\nStopping…\n');
  await workstation.close();
  return 0;
};

/** The token is part of the link on a terminal alone: what is redirected ends up in logs. */
function announce({ readyFile: ready, hasPage }: Workstation, home: string, io: CommandIo): void {
  const page = io.stdout.isTTY ? `${ready.uiUrl}/#token=${ready.token}` : ready.uiUrl;
  io.stdout.write(`Atelier is running.

  Control plane   ${ready.apiUrl}
  Functions       ${ready.gatewayUrl}/<function_id>
  Workstation     ${page}
  Home            ${home}

Deploy with "clever functions"; stop with Ctrl+C.
`);
  if (!hasPage)
    io.stderr.write(
      'The workstation was not built, so a status page stands in for it: run "npm run build", or start with "npm start".\n',
    );
}
