import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';

/** What the app was started with. */
export interface LaunchOptions {
  readonly home: string | undefined;
  /** Ports on loopback; 0 picks a free one. */
  readonly apiPort: number;
  readonly gatewayPort: number;
  /** Gives up secrets whose key is lost. */
  readonly forgetSecrets: boolean;
  /** Folders to open as projects, absolute. */
  readonly folders: readonly string[];
}

const portSchema = z.coerce.number().int().min(0).max(65_535);

/**
 * Reads the arguments that follow the program (and, in development, the app's folder). They are those of
 * `atelier serve` as far as they make sense here; what is not known belongs to Chromium and is left to it.
 */
export function readLaunchOptions(parameters: readonly string[], folder: string): LaunchOptions {
  const { values, positionals } = parseArgs({
    args: [...parameters],
    options: {
      home: { type: 'string' },
      'api-port': { type: 'string', default: '8786' },
      'gateway-port': { type: 'string', default: '8787' },
      'forget-secrets': { type: 'boolean', default: false },
    },
    allowPositionals: true,
    strict: false,
  });
  return {
    home: typeof values.home === 'string' ? resolve(folder, values.home) : undefined,
    apiPort: portSchema.catch(8786).parse(values['api-port']),
    gatewayPort: portSchema.catch(8787).parse(values['gateway-port']),
    forgetSecrets: values['forget-secrets'] === true,
    folders: positionals.map((path) => resolve(folder, path)),
  };
}
