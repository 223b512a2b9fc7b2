import { useId } from 'react';
import { type Theme, themes, useHighContrast, useTheme } from '../app/theme/theme.ts';
import { Choice } from '../ui/choice.tsx';
import { Setting, SettingsPage, SettingsSection } from './page.tsx';

const names: Readonly<Record<Theme, string>> = { system: 'System', light: 'Light', dark: 'Dark' };

/** Theme and contrast. */
export function AppearancePage() {
  const [theme, setTheme] = useTheme();
  const [highContrast, setHighContrast] = useHighContrast();
  const contrast = useId();
  return (
    <SettingsPage title="Appearance">
      <SettingsSection>
        <Setting title="Theme" description="System follows the theme of the desktop as it changes.">
          <Choice
            label="Theme"
            options={themes.map((value) => ({ value, title: names[value] }))}
            value={theme}
            onChange={setTheme}
          />
        </Setting>
        <Setting
          controlId={contrast}
          title="High contrast"
          description="Also where the system does not ask for it."
        >
          <input
            id={contrast}
            type="checkbox"
            checked={highContrast}
            onChange={(event) => setHighContrast(event.target.checked)}
          />
        </Setting>
      </SettingsSection>
      <p className="text-small text-ink-muted">
        Motion is reduced where the system asks for it, and text grows with the zoom of the window.
      </p>
    </SettingsPage>
  );
}
