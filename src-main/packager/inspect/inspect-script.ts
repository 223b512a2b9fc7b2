import { type Capability, capabilities } from './capabilities.ts';

/** What a script has to name before it can use it. */
const traits: readonly (readonly [capability: Capability, names: RegExp])[] = [
  ['network', /\bfetch\s*\(|\bWasi(Tcp|Tls)Conn\b/],
  ['environment', /\bprocess\.env\b|\bstd\.(getenv|getenviron)\b/],
  ['clock', /\bDate\b|\bperformance\.now\b/],
  ['random', /\bMath\.random\b|\bcrypto\.(getRandomValues|randomUUID)\b/],
  ['arguments', /\bscriptArgs\b|\bprocess\.argv\b/],
  ['output', /\bconsole\.\w+|\bprint\s*\(|\bstd\.(out|err)\b|\bprocess\.(stdout|stderr)\b/],
  ['waiting', /\bset(Timeout|Interval)\b/],
];

const environmentAccess = [
  /\bprocess\.env\.([A-Za-z_$][\w$]*)/g,
  /\bprocess\.env\[\s*['"`]([^'"`\\$]+)['"`]\s*\]/g,
  /\bstd\.getenv\(\s*['"`]([^'"`\\$]+)['"`]\s*\)/g,
  /\bstd\.getenviron\(\)\.([A-Za-z_$][\w$]*)/g,
];
/** `const { ONE, TWO: renamed, THREE = 'otherwise' } = process.env` */
const environmentPattern = /\{([^{}]*)\}\s*=\s*(?:process\.env\b|std\.getenviron\(\))/g;
const patternKey = /(?:^|,)\s*([A-Za-z_$][\w$]*)/g;

/** What a script names: the most that can be said of it without running it. */
export function inspectScript(script: string): { capabilities: Capability[]; environmentKeys: string[] } {
  const named = new Set(traits.filter(([, names]) => names.test(script)).map(([capability]) => capability));
  const patterns = firsts(script, environmentPattern);
  const keys = [
    ...environmentAccess.flatMap((access) => firsts(script, access)),
    ...patterns.flatMap((pattern) => firsts(pattern, patternKey)),
  ];
  return {
    capabilities: capabilities.filter((capability) => named.has(capability)),
    environmentKeys: [...new Set(keys)].sort(),
  };
}

function firsts(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => match[1]!);
}
