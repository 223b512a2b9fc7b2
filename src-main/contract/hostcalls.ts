/**
 * Every hostcall as data: how it is called, what it takes and what it leaves behind. The recorder, the dmesg
 * writer, the packager's signature check and the trace view all read this one table.
 *
 * Names, order of parameters and errno are those of WASI snapshot preview 1 (`wasi_snapshot_preview1.witx`); the
 * `env` calls are docs/wire.md, 4. A call's number is its place in a recorded trace: it never changes, new calls
 * are added at the end.
 */

/** What a value means. Kinds that cross as `i64` are listed in {@link wideKinds}; all others are `i32`. */
export type ValueKind =
  | 'fd'
  | 'pointer'
  | 'size'
  /** A pointer to text whose length is the next parameter. */
  | 'text'
  | 'flags'
  | 'enumeration'
  | 'exit-code'
  | 'timestamp'
  | 'file-size'
  | 'file-delta'
  | 'rights'
  | 'cookie';

/** The kinds that cross the boundary as `i64`. */
export const wideKinds: ReadonlySet<ValueKind> = new Set([
  'timestamp',
  'file-size',
  'file-delta',
  'rights',
  'cookie',
]);

export interface HostcallParameter {
  readonly name: string;
  readonly kind: ValueKind;
}

/** A scalar that a successful call writes to guest memory. */
export interface HostcallResult {
  readonly name: string;
  readonly kind: ValueKind;
  /** Position of the parameter that points to it. */
  readonly parameter: number;
}

export interface Hostcall {
  readonly number: number;
  readonly module: 'wasi_snapshot_preview1' | 'env' | 'host';
  readonly name: string;
  readonly parameters: readonly HostcallParameter[];
  readonly results: readonly HostcallResult[];
  /** Whether it returns an errno (`i32`), nothing, or does not return. */
  readonly returns: 'errno' | 'nothing' | 'never';
}

/** Module under which preview 0 programs import the calls of preview 1. */
export const preview0Module = 'wasi_unstable';

/** The errno of preview 1, by number; dmesg writes them with a leading `e`. */
// biome-ignore format: ten to a line, so that a number can be found
export const errnoNames = [
  'success', '2big', 'acces', 'addrinuse', 'addrnotavail', 'afnosupport', 'again', 'already', 'badf', 'badmsg',
  'busy', 'canceled', 'child', 'connaborted', 'connrefused', 'connreset', 'deadlk', 'destaddrreq', 'dom', 'dquot',
  'exist', 'fault', 'fbig', 'hostunreach', 'idrm', 'ilseq', 'inprogress', 'intr', 'inval', 'io',
  'isconn', 'isdir', 'loop', 'mfile', 'mlink', 'msgsize', 'multihop', 'nametoolong', 'netdown', 'netreset',
  'netunreach', 'nfile', 'nobufs', 'nodev', 'noent', 'noexec', 'nolck', 'nolink', 'nomem', 'nomsg',
  'noprotoopt', 'nospc', 'nosys', 'notconn', 'notdir', 'notempty', 'notrecoverable', 'notsock', 'notsup', 'notty',
  'nxio', 'overflow', 'ownerdead', 'perm', 'pipe', 'proto', 'protonosupport', 'prototype', 'range', 'rofs',
  'spipe', 'srch', 'stale', 'timedout', 'txtbsy', 'xdev', 'notcapable',
] as const;
export type ErrnoName = (typeof errnoNames)[number];

type Signature = readonly [
  module: Hostcall['module'],
  name: string,
  /** `name:kind`, in order. */
  parameters: string,
  /** `name:kind@parameter` of what is written on success. */
  results?: string,
  returns?: Hostcall['returns'],
];

const preview1 = 'wasi_snapshot_preview1';
const signatures: readonly Signature[] = [
  [preview1, 'args_get', 'argv:pointer argv_buf:pointer'],
  [preview1, 'args_sizes_get', 'argc:pointer argv_buf_size:pointer', 'argc:size@0 argv_buf_size:size@1'],
  [preview1, 'environ_get', 'environ:pointer environ_buf:pointer'],
  [
    preview1,
    'environ_sizes_get',
    'environc:pointer environ_buf_size:pointer',
    'environc:size@0 environ_buf_size:size@1',
  ],
  [preview1, 'clock_res_get', 'id:enumeration resolution:pointer', 'resolution:timestamp@1'],
  [preview1, 'clock_time_get', 'id:enumeration precision:timestamp time:pointer', 'time:timestamp@2'],
  [preview1, 'fd_advise', 'fd:fd offset:file-size len:file-size advice:enumeration'],
  [preview1, 'fd_allocate', 'fd:fd offset:file-size len:file-size'],
  [preview1, 'fd_close', 'fd:fd'],
  [preview1, 'fd_datasync', 'fd:fd'],
  [preview1, 'fd_fdstat_get', 'fd:fd stat:pointer'],
  [preview1, 'fd_fdstat_set_flags', 'fd:fd flags:flags'],
  [preview1, 'fd_fdstat_set_rights', 'fd:fd fs_rights_base:rights fs_rights_inheriting:rights'],
  [preview1, 'fd_filestat_get', 'fd:fd buf:pointer'],
  [preview1, 'fd_filestat_set_size', 'fd:fd size:file-size'],
  [preview1, 'fd_filestat_set_times', 'fd:fd atim:timestamp mtim:timestamp fst_flags:flags'],
  [preview1, 'fd_pread', 'fd:fd iovs:pointer iovs_len:size offset:file-size nread:pointer', 'nread:size@4'],
  [preview1, 'fd_prestat_get', 'fd:fd buf:pointer'],
  [preview1, 'fd_prestat_dir_name', 'fd:fd path:pointer path_len:size'],
  [
    preview1,
    'fd_pwrite',
    'fd:fd iovs:pointer iovs_len:size offset:file-size nwritten:pointer',
    'nwritten:size@4',
  ],
  [preview1, 'fd_read', 'fd:fd iovs:pointer iovs_len:size nread:pointer', 'nread:size@3'],
  [preview1, 'fd_readdir', 'fd:fd buf:pointer buf_len:size cookie:cookie bufused:pointer', 'bufused:size@4'],
  [preview1, 'fd_renumber', 'fd:fd to:fd'],
  [
    preview1,
    'fd_seek',
    'fd:fd offset:file-delta whence:enumeration newoffset:pointer',
    'newoffset:file-size@3',
  ],
  [preview1, 'fd_sync', 'fd:fd'],
  [preview1, 'fd_tell', 'fd:fd offset:pointer', 'offset:file-size@1'],
  [preview1, 'fd_write', 'fd:fd iovs:pointer iovs_len:size nwritten:pointer', 'nwritten:size@3'],
  [preview1, 'path_create_directory', 'fd:fd path:text path_len:size'],
  [preview1, 'path_filestat_get', 'fd:fd flags:flags path:text path_len:size buf:pointer'],
  [
    preview1,
    'path_filestat_set_times',
    'fd:fd flags:flags path:text path_len:size atim:timestamp mtim:timestamp fst_flags:flags',
  ],
  [
    preview1,
    'path_link',
    'old_fd:fd old_flags:flags old_path:text old_path_len:size new_fd:fd new_path:text new_path_len:size',
  ],
  [
    preview1,
    'path_open',
    'fd:fd dirflags:flags path:text path_len:size oflags:flags fs_rights_base:rights fs_rights_inheriting:rights fdflags:flags opened_fd:pointer',
    'opened_fd:fd@8',
  ],
  [
    preview1,
    'path_readlink',
    'fd:fd path:text path_len:size buf:pointer buf_len:size bufused:pointer',
    'bufused:size@5',
  ],
  [preview1, 'path_remove_directory', 'fd:fd path:text path_len:size'],
  [
    preview1,
    'path_rename',
    'fd:fd old_path:text old_path_len:size new_fd:fd new_path:text new_path_len:size',
  ],
  [preview1, 'path_symlink', 'old_path:text old_path_len:size fd:fd new_path:text new_path_len:size'],
  [preview1, 'path_unlink_file', 'fd:fd path:text path_len:size'],
  [preview1, 'poll_oneoff', 'in:pointer out:pointer nsubscriptions:size nevents:pointer', 'nevents:size@3'],
  [preview1, 'proc_exit', 'rval:exit-code', '', 'never'],
  [preview1, 'proc_raise', 'sig:enumeration'],
  [preview1, 'random_get', 'buf:pointer buf_len:size'],
  [preview1, 'sched_yield', ''],
  [preview1, 'sock_accept', 'fd:fd flags:flags opened_fd:pointer', 'opened_fd:fd@2'],
  [
    preview1,
    'sock_recv',
    'fd:fd ri_data:pointer ri_data_len:size ri_flags:flags ro_datalen:pointer ro_flags:pointer',
    'ro_datalen:size@4',
  ],
  [
    preview1,
    'sock_send',
    'fd:fd si_data:pointer si_data_len:size si_flags:flags so_datalen:pointer',
    'so_datalen:size@4',
  ],
  [preview1, 'sock_shutdown', 'fd:fd how:flags'],
  [
    'env',
    'host_tcp_connect',
    'address_ptr:text address_size:size flags:flags fd_ptr:pointer',
    'fd:fd@3',
    'nothing',
  ],
  [
    'env',
    'host_tls_connect',
    'address_ptr:text address_size:size hostname_ptr:text hostname_size:size flags:flags fd_ptr:pointer',
    'fd:fd@5',
    'nothing',
  ],
  ['host', 'halt', 'code:exit-code', '', 'never'],
];

/** All hostcalls; a call's number is its index. */
export const hostcalls: readonly Hostcall[] = signatures.map(
  ([module, name, parameters, results = '', returns = 'errno'], number) => ({
    number,
    module,
    name,
    parameters: words(parameters).map(parseParameter),
    results: words(results).map(parseResult),
    returns,
  }),
);

/** The end of an invocation, which dmesg writes as a call though no guest makes it. */
export const haltCall: Hostcall = hostcalls[hostcalls.length - 1] as Hostcall;

function words(text: string): string[] {
  return text.split(' ').filter((word) => word !== '');
}

function parseParameter(text: string): HostcallParameter {
  const [name = '', kind] = text.split(':');
  return { name, kind: kind as ValueKind };
}

function parseResult(text: string): HostcallResult {
  const [value = '', parameter] = text.split('@');
  return { ...parseParameter(value), parameter: Number(parameter) };
}

/** Numbers of the calls that open connections: by them alone a function does anything to the world around it. */
export const connectCalls: ReadonlySet<number> = new Set(
  hostcalls.filter(({ name }) => /^host_(tcp|tls)_connect$/.test(name)).map(({ number }) => number),
);
