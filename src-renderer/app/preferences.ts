import { ORPCError } from '@orpc/client';
import { useSyncExternalStore } from 'react';
import { connection, rpc } from '../rpc/client.ts';
import { showNotice } from '../ui/notice.tsx';
import { goTo } from './go-to.ts';

/** How long a value may change before it is sent, milliseconds: a kill loses at most this much of a draft. */
const settle = 300;
/** And until it is sent again, where the platform could not keep it. */
const retryDelay = 5_000;

const values = new Map<string, string>();
const listeners = new Set<() => void>();
const unsent = new Map<string, string | null>();
let timer: ReturnType<typeof setTimeout> | undefined;
let retry: ReturnType<typeof setTimeout> | undefined;
/** While something is not kept: takes the word of it back. */
let takeBack: (() => void) | null = null;
let sending: Promise<unknown> = Promise.resolve();

/** Reads every preference from the platform, where they live in a file of the user's; called once, before the first paint. */
export async function loadPreferences(): Promise<void> {
  for (const [key, value] of Object.entries(await rpc.preferences.all())) values.set(key, value);
  connection.subscribe(() => connection.state === 'open' && void sendPreferences());
  window.addEventListener('pagehide', () => void sendPreferences());
}

/** The value under a key, or the fallback where nothing, or something unreadable, was stored. */
export function readPreference<Value>(key: string, fallback: Value): Value {
  const text = values.get(key);
  if (text === undefined) return fallback;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return fallback;
  }
}

/** The keys that are set and begin so. */
export function preferenceKeys(prefix: string): string[] {
  return [...values.keys()].filter((key) => key.startsWith(prefix));
}

/** Sets a preference at once on the screen, and a moment later on disk; undefined removes it. */
export function writePreference(key: string, value: unknown): void {
  const text = value === undefined ? null : JSON.stringify(value);
  if (text === (values.get(key) ?? null)) return;
  if (text === null) values.delete(key);
  else values.set(key, text);
  unsent.set(key, text);
  clearTimeout(timer);
  timer = setTimeout(() => void sendPreferences(), settle);
  for (const listener of listeners) listener();
}

/** A preference as React state. The fallback has to be a constant: it is what an unset key reads as. */
export function usePreference<Value>(key: string, fallback: Value): [Value, (value: Value) => void] {
  const text = useSyncExternalStore(subscribe, () => values.get(key));
  const value = text === undefined ? fallback : readPreference(key, fallback);
  return [value, (next) => writePreference(key, next)];
}

/**
 * Sends what was set and is not on disk yet, all at once: a page that is about to go has no time to wait for answers.
 * Resolves when the platform has it, or is away; what is newest then goes out when it is back.
 */
export async function sendPreferences(): Promise<void> {
  const batch = [...unsent];
  unsent.clear();
  const sent = Promise.all(batch.map(([key, value]) => sendOne(key, value)));
  sending = Promise.all([sending, sent]);
  tell((await sent).find((problem) => problem !== null) ?? null);
  await sending;
}

/** Gives why the platform could not keep it; null where it did, or is away, which is told elsewhere. */
async function sendOne(key: string, value: string | null): Promise<ORPCError<string, unknown> | null> {
  try {
    await rpc.preferences.set({ key, value });
    return null;
  } catch (error) {
    if (!unsent.has(key)) unsent.set(key, value);
    return error instanceof ORPCError ? error : null;
  }
}

/** Says once that something is not kept, and goes on trying until it is. */
function tell(problem: ORPCError<string, unknown> | null): void {
  clearTimeout(retry);
  if (problem === null) {
    takeBack?.();
    takeBack = null;
    return;
  }
  retry = setTimeout(() => void sendPreferences(), retryDelay);
  takeBack ??= showNotice(
    problem.code === 'disk-full'
      ? diskFull
      : { text: `Drafts and settings of this page can't be kept: ${problem.message}`, isFailure: true },
  );
}

const diskFull = {
  text: "Drafts and settings of this page can't be kept, because the disk is full. They are kept as soon as there is room where Atelier has its home.",
  isFailure: true,
  action: { label: 'Show the storage', run: () => goTo('/settings/storage') },
} as const;

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
