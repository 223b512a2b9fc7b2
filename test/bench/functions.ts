import { assemble } from '../support/assemble.ts';

/** A WASI command of 17 pages that says hello, as a compiler's smallest program does; variant makes its bytes unique. */
export function helloModule(variant = 0): Uint8Array<ArrayBuffer> {
  return assemble(`(module
    (import "wasi_snapshot_preview1" "fd_write" (func $fd_write (param i32 i32 i32 i32) (result i32)))
    (import "wasi_snapshot_preview1" "proc_exit" (func $proc_exit (param i32)))
    (memory (export "memory") 17)
    (global $stack (mut i32) (i32.const 1048576))
    (data (i32.const 1048576) "Hello, world!\\n")
    (data (i32.const 1048600) "${variant}")
    (func $write (param $text i32) (param $size i32)
      (global.set $stack (i32.sub (global.get $stack) (i32.const 16)))
      (i32.store (global.get $stack) (local.get $text))
      (i32.store offset=4 (global.get $stack) (local.get $size))
      (drop (call $fd_write (i32.const 1) (global.get $stack) (i32.const 1)
        (i32.add (global.get $stack) (i32.const 12))))
      (global.set $stack (i32.add (global.get $stack) (i32.const 16))))
    (func (export "_start")
      (call $write (i32.const 1048576) (i32.const 14))
      (call $proc_exit (i32.const 0))))`);
}

/** The vendor's sample of an HTTP trigger; variant makes its text unique. */
export function httpTriggerScript(variant = 0): string {
  return `function trigger_http(request) {
  return {
    status: 200,
    statusText: "OK",
    headers: {
      "Content-Type": "text/plain",
      "X-Powered-By": "CleverCloud",
    },
    body: \`User-Agent: \${request.headers["User-Agent"]}\`,
  };
}
// ${variant}
`;
}
