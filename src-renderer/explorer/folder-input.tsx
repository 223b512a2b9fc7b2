import { useQuery } from '@tanstack/react-query';
import { type ComponentProps, useId } from 'react';
import { queries } from '../rpc/client.ts';
import { classNames } from '../ui/class-names.ts';
import { TextInput } from '../ui/field.tsx';

interface FolderInputProps extends Omit<ComponentProps<'input'>, 'value' | 'onChange' | 'list'> {
  readonly value: string;
  readonly onChange: (folder: string) => void;
}

/** The path of a folder of this machine, completed while it is typed. */
export function FolderInput({ value, onChange, className, ...rest }: FolderInputProps) {
  const id = useId();
  const { data } = useQuery(
    queries.projects.foldersLike.queryOptions({
      input: { text: value },
      placeholderData: (last) => last,
      // Folders come and go without a word to us.
      staleTime: 0,
    }),
  );
  return (
    <>
      <TextInput
        {...rest}
        className={classNames('font-mono', className)}
        list={id}
        value={value}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={id}>
        {data?.folders.map((folder) => (
          <option key={folder} value={folder} />
        ))}
      </datalist>
    </>
  );
}
