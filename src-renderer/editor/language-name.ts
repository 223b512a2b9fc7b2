const names: Readonly<Record<string, string>> = {
  js: 'JavaScript',
  mjs: 'JavaScript',
  jsx: 'JavaScript',
  ts: 'TypeScript',
  tsx: 'TypeScript',
  rs: 'Rust',
  go: 'Go',
  c: 'C',
  h: 'C',
  cc: 'C++',
  cpp: 'C++',
  hpp: 'C++',
  zig: 'Zig',
  json: 'JSON',
  toml: 'TOML',
  md: 'Markdown',
  html: 'HTML',
  css: 'CSS',
  xml: 'XML',
  svg: 'XML',
  http: 'Requests',
  rest: 'Requests',
  wasm: 'WebAssembly',
  wat: 'WebAssembly text',
};

/** What a file is written in, by its name; null where that says nothing. */
export function languageName(path: string): string | null {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? null : (names[name.slice(dot + 1).toLowerCase()] ?? null);
}
