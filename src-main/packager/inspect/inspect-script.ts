import { type Capability, capabilities } from './capabilities.ts';

/** What a script has to name before it can use it. */
const traits: readonly (readonly [capability: Capability, names: RegExp])[] = [
  ['network', /\bfetch\s*\(|\bconnect(Tcp|Tls)\s*\(|['"]node:(net|tls|https?)['"]/],
  [
    'files',
    /\b(std|os)\.(open|remove|rename|mkdir|readdir|stat)\b|\bfs\.\w+|['"](node:)?fs(\/promises)?['"]/,
  ],
  ['environment', /\bprocess\.env\b|\bstd\.(getenv|getenviron)\b/],
  ['clock', /\bDate\b|\bperformance\.now\b|\bsetTimeout\b|\bsetInterval\b/],
  ['random', /\bMath\.random\b|\bcrypto\.(getRandomValues|randomUUID)\b/],
  ['arguments', /\bscriptArgs\b|\bprocess\.argv\b/],
  ['output', /\bconsole\.\w+|\bprint\s*\(|\bstd\.(out|err|puts|printf)\b/],
];

const environmentAccess = [
  /\bprocess\.env\.([A-Za-z_$][\w$]*)/g,
  /\bprocess\.env\[\s*['"`]([^'"`\\$]+)['"`]\s*\]/g,
  /\bstd\.getenv\(\s*['"`]([^'"`\\$]+)['"`]\s*\)/g,
  /\benv\.get\(\s*['"`]([^'"`\\$]+)['"`]\s*\)/g,
];

/** What a script names: the most that can be said of it without running it. */
export function inspectScript(script: string): { capabilities: Capability[]; environmentKeys: string[] } {
  const named = new Set(traits.filter(([, names]) => names.test(script)).map(([capability]) => capability));
  const keys = environmentAccess.flatMap((access) => [...script.matchAll(access)].map((match) => match[1]!));
  return {
    capabilities: capabilities.filter((capability) => named.has(capability)),
    environmentKeys: [...new Set(keys)].sort(),
  };
}
