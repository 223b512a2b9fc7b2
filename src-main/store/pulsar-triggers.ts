import type { Database } from 'better-sqlite3';
import type { PulsarTrigger } from '../contract/pulsar-trigger.ts';
import type { SecretCipher } from './secret-cipher.ts';

export interface PulsarTriggerRepository {
  find(functionId: string): PulsarTrigger | undefined;
  /** Sets the function's trigger, in place of the one that it had. */
  put(functionId: string, trigger: PulsarTrigger): void;
  /** False where the function had none. */
  delete(functionId: string): boolean;
}

interface PulsarTriggerRow {
  readonly external: number;
  readonly url: string;
  readonly topic: string;
  readonly topicIsRegex: number;
  readonly token: string | null;
}

/** The Pulsar triggers of functions in a database of the Atelier schema; their tokens are sealed. */
export function createPulsarTriggerRepository(
  database: Database,
  cipher: SecretCipher,
): PulsarTriggerRepository {
  const find = database.prepare<[string], PulsarTriggerRow>(
    `SELECT external, url, topic, topic_is_regex AS topicIsRegex, token FROM pulsar_triggers WHERE function_id = ?`,
  );
  const put = database.prepare<[PulsarTriggerRow & { readonly functionId: string }]>(
    `INSERT OR REPLACE INTO pulsar_triggers (function_id, external, url, topic, topic_is_regex, token)
      VALUES (@functionId, @external, @url, @topic, @topicIsRegex, @token)`,
  );
  const remove = database.prepare<[string]>('DELETE FROM pulsar_triggers WHERE function_id = ?');
  return {
    find: (functionId) => {
      const row = find.get(functionId);
      return row && fromRow(row, cipher);
    },
    put: (functionId, trigger) => void put.run({ functionId, ...toRow(trigger, cipher) }),
    delete: (functionId) => remove.run(functionId).changes > 0,
  };
}

function toRow(trigger: PulsarTrigger, cipher: SecretCipher): PulsarTriggerRow {
  return {
    external: Number(trigger.external),
    url: trigger.pulsar_url,
    topic: trigger.pulsar_topic_fqdn,
    topicIsRegex: Number(trigger.pulsar_topic_fqdn_is_regex),
    token: trigger.pulsar_token === null ? null : cipher.seal(trigger.pulsar_token),
  };
}

function fromRow(row: PulsarTriggerRow, cipher: SecretCipher): PulsarTrigger {
  return {
    external: row.external === 1,
    pulsar_url: row.url,
    pulsar_topic_fqdn: row.topic,
    pulsar_topic_fqdn_is_regex: row.topicIsRegex === 1,
    pulsar_token: row.token === null ? null : cipher.open(row.token),
  };
}
