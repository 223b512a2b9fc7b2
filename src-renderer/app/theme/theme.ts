import { usePreference } from '../preferences.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** The theme that the user chose. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  return usePreference<Theme>('theme', 'system');
}

/** Whether the user wants more contrast than the system asks for. */
export function useHighContrast(): [boolean, (on: boolean) => void] {
  return usePreference<boolean>('theme.contrast', false);
}

/**
 * Puts a choice on the page and keeps it in step with the system while it follows it.
 * Gives the function that stops following.
 */
export function applyTheme(theme: Theme, highContrast: boolean): () => void {
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const contrast = window.matchMedia('(prefers-contrast: more)');
  const apply = (): void => {
    const isDark = theme === 'dark' || (theme === 'system' && dark.matches);
    document.documentElement.dataset.theme = isDark ? 'dark' : 'light';
    document.documentElement.dataset.contrast = highContrast || contrast.matches ? 'high' : 'normal';
  };
  apply();
  dark.addEventListener('change', apply);
  contrast.addEventListener('change', apply);
  return () => {
    dark.removeEventListener('change', apply);
    contrast.removeEventListener('change', apply);
  };
}

/** Makes the letters of every code editor so large, in pixels. */
export function applyEditorFont(size: number): void {
  document.documentElement.style.setProperty('--editor-font-size', `${size}px`);
}
