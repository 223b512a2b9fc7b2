/** True where ⌘ takes the place of Ctrl. */
export const isMac = navigator.userAgent.includes('Mac OS X');

/** What of a key press tells its chord. */
type KeyEvent = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** Keys that are named by their place and not by what the layout prints on them. */
const placed = /^(?:Key|Digit)([A-Z0-9])$/;

/**
 * The chord of a key press in the registry's spelling (`Mod+Shift+D`, `F6`, `Mod+.`, `?`), or undefined for a modifier alone.
 * Letters and digits go by what the layout prints where that is Latin, and otherwise by their place, so that shortcuts
 * work on Cyrillic and Greek layouts as well.
 */
export function chordOf(event: KeyEvent): string | undefined {
  if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph'].includes(event.key)) return undefined;
  // A mark alone is the key that prints it: some layouts need Shift for it, others do not.
  if (isMark(event)) return event.key;
  const parts: string[] = [];
  if (isMac ? event.metaKey : event.ctrlKey) parts.push('Mod');
  if (isMac && event.ctrlKey) parts.push('Ctrl');
  if (event.altKey) parts.push('Alt');
  if (event.shiftKey) parts.push('Shift');
  return [...parts, nameOf(event)].join('+');
}

function isMark({ key, code, ctrlKey, metaKey, altKey, shiftKey }: KeyEvent): boolean {
  if (ctrlKey || metaKey || altKey || !/^[!-/:-@[-`{-~]$/.test(key)) return false;
  // Where digits take Shift, their keys are those of the digits without it as well.
  return shiftKey || !code.startsWith('Digit');
}

function nameOf(event: KeyEvent): string {
  if (event.key === ' ') return 'Space';
  if (event.key.length > 1) return event.key;
  const place = placed.exec(event.code)?.[1];
  const isLatin = /^[\u0021-\u007e]$/.test(event.key);
  // Shift changes digits and punctuation into other characters: the chord names the key without it.
  if (place !== undefined && (!isLatin || /[0-9]/.test(place) || event.altKey)) return place;
  if (event.shiftKey && event.code === 'Slash') return '/';
  return event.key.toUpperCase();
}

const macSigns: Readonly<Record<string, string>> = { Mod: '⌘', Ctrl: '⌃', Alt: '⌥', Shift: '⇧' };
const arrows: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '↵',
};

/** A chord as people read it: `Ctrl+Shift+D`, or `⌘⇧D` on a Mac. */
export function describeChord(chord: string): string {
  const parts = chord.split('+').map((part) => arrows[part] ?? part);
  if (isMac) return parts.map((part) => macSigns[part] ?? part).join('');
  return parts.map((part) => (part === 'Mod' ? 'Ctrl' : part)).join('+');
}
