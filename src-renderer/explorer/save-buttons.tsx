import { Button } from '../ui/button.tsx';

interface SaveButtonsProps {
  /** Whether there is something to save, and nothing wrong with it. */
  readonly canSave: boolean;
  readonly isChanged: boolean;
  /** What the button says; "Save" unless another one stands near. */
  readonly label?: string;
  readonly onDiscard: () => void;
}

/** The foot of a form: keeps what was typed, or goes back to what is in force. */
export function SaveButtons({ canSave, isChanged, label = 'Save', onDiscard }: SaveButtonsProps) {
  return (
    <div className="flex gap-2">
      <Button look="primary" type="submit" disabled={!canSave}>
        {label}
      </Button>
      {isChanged && (
        <Button look="quiet" onClick={onDiscard}>
          Discard changes
        </Button>
      )}
    </div>
  );
}
