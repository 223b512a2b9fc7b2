/** The values of a call, by the names of its parameters and results. */
export interface PhraseValues {
  number(name: string): number;
  decoded(name: string): string;
  /** What a descriptor stands for: `stdout`, `data.txt`, `descriptor 5`. */
  descriptor(name: string): string;
}

/** How to say that a call was tried, `read from stdin`, and that it was done, `read 5 bytes from stdin`. */
export interface CallPhrase {
  attempt(values: PhraseValues): string;
  done(values: PhraseValues): string;
}

type Words = (values: PhraseValues) => string;

const phrase = (attempt: Words, done: Words): CallPhrase => ({ attempt, done });
const about = (verb: string, past: string, subject: Words): CallPhrase => ({
  attempt: (values) => `${verb} ${subject(values)}`,
  done: (values) => `${past} ${subject(values)}`,
});

const fd: Words = (values) => values.descriptor('fd');
const path: Words = (values) => values.decoded('path');
const bytes = (name: string): Words => {
  return (values) => {
    const count = values.number(name);
    return count === 1 ? '1 byte' : `${count} bytes`;
  };
};

/** How people say what each hostcall does, by its name in contract/hostcalls.ts. */
export const callPhrases: Readonly<Record<string, CallPhrase>> = {
  args_get: phrase(
    () => 'read the arguments',
    () => 'read the program’s arguments',
  ),
  args_sizes_get: phrase(
    () => 'ask how many arguments there are',
    (values) => `asked how many arguments there are: ${values.number('argc')}`,
  ),
  environ_get: phrase(
    () => 'read the environment',
    () => 'read the environment variables',
  ),
  environ_sizes_get: phrase(
    () => 'ask how many environment variables there are',
    (values) => `asked how many environment variables there are: ${values.number('environc')}`,
  ),
  clock_res_get: about(
    'ask how exact',
    'asked how exact',
    (values) => `the ${values.decoded('id')} clock is`,
  ),
  clock_time_get: about('read', 'read', (values) => `the ${values.decoded('id')} clock`),
  random_get: phrase(
    () => 'get random bytes',
    (values) => `got ${bytes('buf_len')(values)} of randomness`,
  ),
  sched_yield: phrase(
    () => 'let others run',
    () => 'let others run',
  ),
  poll_oneoff: phrase(
    (values) => `wait for ${events(values.number('nsubscriptions'))}`,
    (values) =>
      `waited for ${events(values.number('nsubscriptions'))}, of which ${values.number('nevents')} came`,
  ),
  proc_exit: phrase(
    () => 'exit',
    (values) => `exited with code ${values.decoded('rval')}`,
  ),
  proc_raise: about('raise', 'raised', (values) => `signal ${values.decoded('sig')}`),
  fd_advise: about('say', 'said', (values) => `how it will use ${fd(values)}`),
  fd_allocate: about('reserve', 'reserved', (values) => `space in ${fd(values)}`),
  fd_close: about('close', 'closed', fd),
  fd_datasync: about('flush the data of', 'flushed the data of', fd),
  fd_sync: about('flush', 'flushed', fd),
  fd_fdstat_get: about('ask', 'asked', (values) => `what ${fd(values)} is and allows`),
  fd_fdstat_set_flags: about(
    'set the flags of',
    'set the flags of',
    (values) => `${fd(values)} to ${values.decoded('flags')}`,
  ),
  fd_fdstat_set_rights: about('restrict the rights of', 'restricted the rights of', fd),
  fd_filestat_get: about('ask for the attributes of', 'asked for the attributes of', fd),
  fd_filestat_set_size: about(
    'set the size of',
    'set the size of',
    (values) => `${fd(values)} to ${bytes('size')(values)}`,
  ),
  fd_filestat_set_times: about('set the times of', 'set the times of', fd),
  fd_prestat_get: about(
    'ask whether',
    'asked whether',
    (values) => `${fd(values)} is a directory that was opened in advance`,
  ),
  fd_prestat_dir_name: about('ask for the name of', 'asked for the name of', fd),
  fd_read: transfer('read', 'read', 'nread', 'from'),
  fd_pread: transfer('read', 'read', 'nread', 'from'),
  fd_write: transfer('write', 'wrote', 'nwritten', 'to'),
  fd_pwrite: transfer('write', 'wrote', 'nwritten', 'to'),
  fd_readdir: about('list', 'listed', (values) => `the entries of ${fd(values)}`),
  fd_renumber: about('move', 'moved', (values) => `${fd(values)} to descriptor ${values.number('to')}`),
  fd_seek: phrase(
    (values) => `move in ${fd(values)}`,
    (values) => `moved to offset ${values.decoded('newoffset')} of ${fd(values)}`,
  ),
  fd_tell: phrase(
    (values) => `ask for the position in ${fd(values)}`,
    (values) => `asked for the position in ${fd(values)}: ${values.decoded('offset')}`,
  ),
  path_create_directory: about('make', 'made', (values) => `the directory ${path(values)}`),
  path_filestat_get: about('ask for the attributes of', 'asked for the attributes of', path),
  path_filestat_set_times: about('set the times of', 'set the times of', path),
  path_link: about('link', 'linked', renaming),
  path_open: phrase(
    (values) => `open ${path(values)}`,
    (values) => `opened ${path(values)} as descriptor ${values.number('opened_fd')}`,
  ),
  path_readlink: about('read the link', 'read the link', path),
  path_remove_directory: about('remove', 'removed', (values) => `the directory ${path(values)}`),
  path_rename: about('rename', 'renamed', renaming),
  path_symlink: about(
    'make',
    'made',
    (values) => `the link ${values.decoded('new_path')} to ${values.decoded('old_path')}`,
  ),
  path_unlink_file: about('remove', 'removed', (values) => `the file ${path(values)}`),
  sock_accept: phrase(
    (values) => `accept a connection on ${fd(values)}`,
    (values) => `accepted a connection as descriptor ${values.number('opened_fd')}`,
  ),
  sock_recv: transfer('receive', 'received', 'ro_datalen', 'from'),
  sock_send: transfer('send', 'sent', 'so_datalen', 'to'),
  sock_shutdown: about('shut down', 'shut down', fd),
  host_tcp_connect: connecting(''),
  host_tls_connect: connecting(' over TLS'),
};

function transfer(verb: string, past: string, count: string, preposition: string): CallPhrase {
  return phrase(
    (values) => `${verb} ${preposition} ${fd(values)}`,
    (values) => `${past} ${bytes(count)(values)} ${preposition} ${fd(values)}`,
  );
}

function connecting(manner: string): CallPhrase {
  return phrase(
    (values) => `connect to ${values.decoded('address_ptr')}${manner}`,
    (values) => `connected to ${values.decoded('address_ptr')}${manner} as descriptor ${values.number('fd')}`,
  );
}

function renaming(values: PhraseValues): string {
  return `${values.decoded('old_path')} to ${values.decoded('new_path')}`;
}

function events(count: number): string {
  return count === 1 ? 'one event' : `${count} events`;
}
