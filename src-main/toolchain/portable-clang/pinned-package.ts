/** A package of a registry at one version, and what its bytes have to be. */
export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  /** `sha512-…`, as lock files of npm have it (Subresource Integrity). */
  readonly integrity: string;
}

/** clang and lld, themselves WebAssembly for WASI preview 1, with WASI's C and C++ libraries. */
export const portableClangPackage: PinnedPackage = {
  name: '@yowasp/clang',
  version: '22.0.0-git20542-10',
  integrity:
    'sha512-V31/z9GrJECKeACTDUyvg2llbEUiFi3bxtL5HSg7H/6sydSxdI/AoVAD9F5ozrfLjotWl0B9rghR87m+DUM/zg==',
};
