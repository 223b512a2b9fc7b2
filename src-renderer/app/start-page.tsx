import { Boxes } from 'lucide-react';
import { EmptyState } from '../ui/empty-state.tsx';
import { KeyCap } from '../ui/key-cap.tsx';
import { describeChord } from './commands/key-chord.ts';

/** What stands there without any tab. */
export function StartPage() {
  return (
    <EmptyState icon={Boxes} title="Atelier">
      <p>
        Every command is in the palette: <KeyCap chord={describeChord('Mod+K')} />
      </p>
    </EmptyState>
  );
}
