import { z } from 'zod';

/** The platforms of the wire (docs/wire.md, 1): what the uploaded source is written in. */
export const platforms = ['RUST', 'JAVA_SCRIPT', 'TINY_GO', 'ASSEMBLY_SCRIPT'] as const;

export const platformSchema = z.enum(platforms);
export type Platform = z.infer<typeof platformSchema>;

/** What command lines call the platforms: the vendor's platform codes and their aliases. */
export const platformCodes: Readonly<Record<string, Platform>> = {
  rust: 'RUST',
  go: 'TINY_GO',
  tinygo: 'TINY_GO',
  assemblyscript: 'ASSEMBLY_SCRIPT',
  asc: 'ASSEMBLY_SCRIPT',
  js: 'JAVA_SCRIPT',
  javascript: 'JAVA_SCRIPT',
};

/** The platform that a source file's name stands for, by its extension; undefined where it says nothing. */
export function platformOfFile(fileName: string): Platform | undefined {
  const extension = fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
  switch (extension) {
    case 'js':
    case 'mjs':
      return 'JAVA_SCRIPT';
    case 'ts':
      return 'ASSEMBLY_SCRIPT';
    case 'rs':
      return 'RUST';
    case 'go':
      return 'TINY_GO';
    default:
      return undefined;
  }
}
