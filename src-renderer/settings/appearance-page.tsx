import { type Theme, themes, useHighContrast, useTheme } from '../app/theme/theme.ts';
import { SettingsPage } from './page.tsx';

const names: Readonly<Record<Theme, string>> = { system: 'As the system', light: 'Light', dark: 'Dark' };

/** Theme and contrast. */
export function AppearancePage() {
  const [theme, setTheme] = useTheme();
  const [highContrast, setHighContrast] = useHighContrast();
  return (
    <SettingsPage title="Appearance">
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-2 font-medium">Theme</legend>
        {themes.map((choice) => (
          <label key={choice} className="flex items-center gap-2">
            <input type="radio" name="theme" checked={theme === choice} onChange={() => setTheme(choice)} />
            {names[choice]}
          </label>
        ))}
      </fieldset>
      <label className="flex items-center gap-2">
        <input
          type="checkbox"
          checked={highContrast}
          onChange={(event) => setHighContrast(event.target.checked)}
        />
        High contrast, also where the system does not ask for it
      </label>
    </SettingsPage>
  );
}
