import { useId } from 'react';
import { CodeEditor } from '../editor/code-editor.tsx';
import { type EditorPreferences, useEditorPreferences } from '../editor/editor-preferences.ts';
import { Choice } from '../ui/choice.tsx';
import { Select } from '../ui/field.tsx';
import { Setting, SettingsPage, SettingsSection } from './page.tsx';

const fontSizes = [11, 12, 13, 14, 15, 16, 18, 20];
const tabSizes = ['2', '4', '8'] as const;

const sample = `export function greet(name) {
  // A line that is long enough to reach the edge, so that it shows what becomes of lines which do not fit in here.
  if (name === undefined) return 'Hello, world!';
  return \`Hello, \${name}!\`;
}
`;

/** How code looks and is indented, with a sample of it. */
export function EditorPage() {
  const [preferences, setPreferences] = useEditorPreferences();
  const [size, wrap] = [useId(), useId()];
  const change = (changed: Partial<EditorPreferences>): void =>
    setPreferences({ ...preferences, ...changed });
  return (
    <SettingsPage title="Editor">
      <SettingsSection>
        <Setting controlId={size} title="Font size" description="Of source, bodies and answers.">
          <Select
            id={size}
            className="w-24!"
            value={preferences.fontSize}
            onChange={(event) => change({ fontSize: Number(event.target.value) })}
          >
            {fontSizes.map((pixels) => (
              <option key={pixels} value={pixels}>
                {pixels} px
              </option>
            ))}
          </Select>
        </Setting>
        <Setting title="Tab size" description="Columns of a tab, and of one step of indentation.">
          <Choice
            label="Tab size"
            options={tabSizes.map((value) => ({ value, title: value }))}
            value={String(preferences.tabSize) as (typeof tabSizes)[number]}
            onChange={(columns) => change({ tabSize: Number(columns) })}
          />
        </Setting>
        <Setting controlId={wrap} title="Wrap long lines">
          <input
            id={wrap}
            type="checkbox"
            checked={preferences.wordWrap}
            onChange={(event) => change({ wordWrap: event.target.checked })}
          />
        </Setting>
      </SettingsSection>
      <div className="h-44 overflow-hidden rounded-card border">
        <CodeEditor label="Sample" path="sample.js" value={sample} />
      </div>
    </SettingsPage>
  );
}
