import type { ComponentProps } from 'react';
import { TextArea } from '../ui/field.tsx';

interface ValueInputProps extends Omit<ComponentProps<'textarea'>, 'value' | 'onChange'> {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

const mostRows = 8;

/**
 * A value of any number of lines, as high as they are: a field of one line would run pasted ones together. While it is
 * one line, Enter saves, as it does in other fields, and Shift+Enter begins a second one.
 */
export function ValueInput({ value, onChange, ...rest }: ValueInputProps) {
  const lines = value.split('\n').length;
  return (
    <TextArea
      {...rest}
      wrap="off"
      rows={Math.min(lines, mostRows)}
      className="block resize-none overflow-x-hidden py-[3px]! leading-4.5"
      value={value}
      onChange={(event) => onChange(event.target.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || lines > 1) return;
        event.preventDefault();
        event.currentTarget.form?.requestSubmit();
      }}
    />
  );
}
