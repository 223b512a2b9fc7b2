import { usePreference } from '../app/preferences.ts';

/** How the user likes to read code. */
export interface EditorPreferences {
  /** Pixels. */
  readonly fontSize: number;
  /** Columns of a tab, and of one step of indentation. */
  readonly tabSize: number;
  /** Whether long lines go on below instead of beyond the edge. */
  readonly wordWrap: boolean;
}

const defaults: EditorPreferences = { fontSize: 13, tabSize: 2, wordWrap: false };

/** The preferences of every code editor on the screen. */
export function useEditorPreferences(): [EditorPreferences, (preferences: EditorPreferences) => void] {
  return usePreference<EditorPreferences>('editor', defaults);
}
