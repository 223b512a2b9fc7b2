/** Entry of the engine process: the gateway, the scheduler with its worker threads, and the thread of the traces. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { assertNever } from './contract/assert-never.ts';
import {
  type EngineOrder,
  type EngineReport,
  type EngineSettings,
  engineProtocolVersion,
} from './contract/engine-messages.ts';
import { AtelierError, serializeError, toAtelierError } from './contract/errors.ts';
import { createGateway, type GatewayOptions } from './gateway/gateway.ts';
import { trackInThread } from './packager/track-in-thread.ts';
import { openObjectStore } from './registry/object-store.ts';
import { EngineReporter } from './scheduler/engine-reporter.ts';
import { ExecutableSource } from './scheduler/executable-source.ts';
import { openPlatformChannel } from './scheduler/platform-channel.ts';
import { Scheduler } from './scheduler/scheduler.ts';
import { locateHalt } from './symbols/locate-halt.ts';
import { InvocationLog } from './traces/invocation-log.ts';

interface RunningEngine {
  readonly scheduler: Scheduler;
  readonly log: InvocationLog;
  readonly reporter: EngineReporter;
  readonly server: Server;
}

/** Milliseconds that invocations in flight have to end when the engine is closed. */
const drainTime = 4_000;
/** And then their answers to be sent, or traces to be kept. */
const sendTime = 500;

let engine: RunningEngine | null = null;

const platform = openPlatformChannel({
  receive: (order) => {
    obey(order).catch((error: unknown) => {
      report({ kind: 'refused', error: serializeError(error) });
      platform.close();
    });
  },
  // Without its platform an engine is nobody's: it frees the port, keeps its traces and goes.
  left: () => void abandon().finally(() => process.exit()),
});
// A terminal interrupts all processes at once; the platform closes its engine in its own time.
process.on('SIGINT', () => {});

async function obey(order: EngineOrder): Promise<void> {
  if (order.kind === 'start') {
    if (order.version !== engineProtocolVersion)
      throw new AtelierError(
        'internal',
        `The engine speaks version ${engineProtocolVersion} of its protocol.`,
      );
    engine = build(order.settings);
    await listen(engine.server, order.settings.gatewayPort);
  } else if (engine !== null) {
    await obeyRunning(engine, order);
    engine.reporter.rouse();
  }
}

async function obeyRunning(
  { scheduler, log }: RunningEngine,
  order: Exclude<EngineOrder, { kind: 'start' }>,
): Promise<void> {
  switch (order.kind) {
    case 'prepare': {
      const error = await scheduler.prepare(order.target).then(() => null, toAtelierError);
      if (error?.code === 'internal') reportFault(error);
      return report({ kind: 'prepared', request: order.request, error: error && serializeError(error) });
    }
    case 'apply':
      return scheduler.apply(order.desired);
    case 'remove':
      return scheduler.remove(order.functionId);
    case 'settle':
      return report({ kind: 'settled', request: order.request });
    case 'set-workers':
      return scheduler.resize(order.workers);
    case 'keep-traces':
      await log.flush();
      return report({ kind: 'traces-kept', request: order.request });
    case 'close':
      return close();
    default:
      return assertNever(order);
  }
}

function build({ home, secretKey, workers, limits, desired, lost }: EngineSettings): RunningEngine {
  const objects = openObjectStore(join(home, 'objects'));
  const executables = new ExecutableSource((digest) => objects.get(digest), trackInThread);
  const scheduler = new Scheduler({ workers, limits, executables });
  const log = new InvocationLog(join(home, 'traces.db'), secretKey, (reason) =>
    report({ kind: 'fault', message: `Traces can't be kept: ${reason}` }),
  );
  const reporter = new EngineReporter(report, () => ({
    ...scheduler.facts(),
    memory: process.memoryUsage.rss(),
    droppedTraceBodies: log.droppedBodies,
    unkeptTraces: log.problem,
  }));
  const record: GatewayOptions['record'] = (notice, remains) => {
    log.record(notice, remains);
    reporter.note(notice);
  };
  const locate: GatewayOptions['locate'] = (halt) => locateHalt(halt, (digest) => objects.get(digest));
  const server = createGateway({ scheduler, limits, locate, record });
  server.on('request', () => reporter.rouse());
  for (const target of desired) scheduler.apply(target);
  for (const notice of lost) record(notice, null);
  return { scheduler, log, reporter, server };
}

async function listen(server: Server, port: number): Promise<void> {
  server.listen(port, '127.0.0.1');
  try {
    await once(server, 'listening');
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
    throw new AtelierError(
      'port-taken',
      `The gateway's port ${port} is taken by another program. Choose another one with --gateway-port, or 0 for any.`,
      { cause },
    );
  }
  const { port: gatewayPort } = server.address() as AddressInfo;
  report({ kind: 'ready', gatewayPort, gatewayUrl: `http://127.0.0.1:${gatewayPort}` });
}

async function close(): Promise<void> {
  if (engine === null) return;
  const { server, scheduler, reporter, log } = engine;
  const sent = once(server, 'close');
  server.close();
  reporter.close();
  await scheduler.close(drainTime);
  server.closeIdleConnections();
  await Promise.race([sent, delay(sendTime)]);
  await log.close();
  process.exit();
}

async function abandon(): Promise<void> {
  if (engine === null) return;
  const { server, scheduler, log } = engine;
  server.close();
  await scheduler.close(0);
  server.closeAllConnections();
  await Promise.race([log.close(), delay(sendTime)]);
}

/** Causes don't cross processes: this is where they are told. */
function reportFault(fault: AtelierError): void {
  const { cause = fault } = fault;
  report({ kind: 'fault', message: cause instanceof Error ? (cause.stack ?? cause.message) : String(cause) });
}

function report(message: EngineReport): void {
  platform.send(message);
}
