import {
  Box,
  File,
  FileBraces,
  FileCode2,
  FileImage,
  FileKey2,
  FileText,
  type LucideIcon,
  SendHorizontal,
} from 'lucide-react';

const icons: readonly (readonly [RegExp, LucideIcon])[] = [
  [/\.http$|\.rest$/i, SendHorizontal],
  [/^\.env(?:\.|$)/i, FileKey2],
  [/\.jsonc?$/i, FileBraces],
  [/\.(?:png|jpe?g|gif|webp|avif|ico|svg)$/i, FileImage],
  [/\.(?:md|txt|log|csv)$/i, FileText],
  [/\.(?:wasm|zip|tar|gz|tgz)$/i, Box],
  [/\.(?:[cm]?js|[cm]?ts|jsx|tsx|rs|go|c|h|cc|cpp|hpp|zig|wat|toml|ya?ml|mod|html|css|xml|sh)$/i, FileCode2],
];

/** The icon of a file, by its name. */
export function fileIcon(name: string): LucideIcon {
  return icons.find(([pattern]) => pattern.test(name))?.[1] ?? File;
}
