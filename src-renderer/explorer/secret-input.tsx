import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, useState } from 'react';
import { TextInput } from '../ui/field.tsx';
import { IconButton } from '../ui/icon-button.tsx';

interface SecretInputProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'type'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A value that is not to be seen over a shoulder, with the button that shows it. */
export function SecretInput({ value, onChange, ...rest }: SecretInputProps) {
  const [isShown, setIsShown] = useState(false);
  return (
    <span className="flex min-w-0 items-center gap-1.5">
      <TextInput
        {...rest}
        type={isShown ? 'text' : 'password'}
        className="font-mono"
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <IconButton
        icon={isShown ? EyeOff : Eye}
        label={isShown ? 'Hide the value' : 'Show the value'}
        onClick={() => setIsShown(!isShown)}
      />
    </span>
  );
}
