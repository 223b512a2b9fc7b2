/** Imports that tell which tool built a module for another host, and how that tool builds for this one. */
const hints: readonly { readonly module: RegExp; readonly name: RegExp; readonly advice: string }[] = [
  {
    module: /^env$/,
    name: /^(abort|seed|trace|console\.\w+|Date\.\w+|process\.\w+|performance\.\w+|crypto\.\w+)$/,
    advice:
      'It looks like AssemblyScript: compile it with the WASI shim (@assemblyscript/wasi-shim), or deploy its source.',
  },
  {
    module: /^(env|a)$/,
    name: /^(emscripten_|_emscripten_|__syscall_|invoke_|_?embind|__cxa_)/,
    advice: 'It looks like Emscripten: link with -sSTANDALONE_WASM, or compile with a WASI SDK.',
  },
  {
    module: /^(wbg|__wbindgen_\w+|\.\/\w+_bg\.js)$/,
    name: /./,
    advice: 'It looks like wasm-bindgen, which needs a browser: build for wasm32-wasip1 without it.',
  },
  {
    module: /^(gojs|go)$/,
    name: /./,
    advice: 'It looks like Go for browsers: build with GOOS=wasip1 GOARCH=wasm.',
  },
  {
    module: /^wasix_/,
    name: /./,
    advice: 'It needs WASIX, an extension of WASI: build it for wasm32-wasip1.',
  },
  {
    module: /^wasi:/,
    name: /./,
    advice: 'It is made for a WebAssembly component: build it for wasm32-wasip1.',
  },
  {
    module: /^wasi$/,
    name: /^thread-spawn$/,
    advice: 'It starts threads, which functions do not have: build it for wasm32-wasip1, without threads.',
  },
];

/** What to do about an import from another world; undefined where nothing is known about it. */
export function adviceForImport(module: string, name: string): string | undefined {
  return hints.find((hint) => hint.module.test(module) && hint.name.test(name))?.advice;
}
