/**
 * The variables of the surroundings that compilers see: where programs and their own parts are, and nothing that could
 * be a secret.
 */
const inherited = [
  'PATH',
  'HOME',
  'USERPROFILE',
  'LOCALAPPDATA',
  'SystemRoot',
  'LANG',
  'RUSTUP_HOME',
  'CARGO_HOME',
  'GOROOT',
  'GOPATH',
  'GOMODCACHE',
  'TINYGOROOT',
  'WASMOPT',
  'WASI_SDK_PATH',
  'ZIG_GLOBAL_CACHE_DIR',
  'XDG_CACHE_HOME',
  'ATELIER_TOOLCHAINS',
];

/** The environment of a compiler whose temporary files go into `temporaryFolder`. */
export function compilerEnvironment(temporaryFolder: string): Record<string, string> {
  const known = inherited.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    ...Object.fromEntries(known),
    TMPDIR: temporaryFolder,
    TEMP: temporaryFolder,
    TMP: temporaryFolder,
  };
}
