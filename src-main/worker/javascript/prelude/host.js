/**
 * The functions of the host. They are global while the prelude starts, and out of a function's reach after that.
 * What each does is said in `host-operations.ts`.
 */
const { host } = globalThis;
delete globalThis.host;

export const {
  write,
  read,
  random,
  environment,
  arguments: programArguments,
  exit,
  connect,
  receive,
  send,
  endSocket,
  closeSocket,
  encode,
  decode,
  parseUrl,
  changeUrl,
  digest,
  inSources,
} = host;
