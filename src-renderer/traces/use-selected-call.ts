import { useNavigate, useSearch } from '@tanstack/react-router';

/** The call that every lens of a trace shows as selected; it stands in the address, so that it can be shared. */
export function useSelectedCall(): [number | undefined, (index: number) => void] {
  const { call } = useSearch({ from: '/trace/$invocationId' });
  const navigate = useNavigate({ from: '/trace/$invocationId' });
  return [
    call,
    (index) => void navigate({ search: (search) => ({ ...search, call: index }), replace: true }),
  ];
}
