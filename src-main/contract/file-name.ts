/** Names that Windows keeps for devices, whatever ending they get. */
const deviceName = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** Characters of a name that every common file system takes. */
const longestName = 255;

/**
 * What keeps a text from being the name of a file or folder, as a sentence for people; null where nothing does. It has
 * to be good on every system, because projects are shared between them.
 */
export function fileNameProblem(name: string): string | null {
  if (name === '') return 'A name is needed.';
  if (name === '.' || name === '..') return `"${name}" stands for a folder already.`;
  const sign = /[/\\:*?"<>|]/.exec(name)?.[0];
  if (sign !== undefined) return `A name can't have a ${sign} in it.`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that a name must not have
  if (/[\u0000-\u001f\u007f]/.test(name)) return "A name can't have control characters in it.";
  if (/^\s|[\s.]$/.test(name)) return "A name can't begin with a blank, or end with a blank or a dot.";
  if (deviceName.test(name)) return `"${name}" is the name of a device on Windows.`;
  if (name.length > longestName) return `A name has at most ${longestName} characters.`;
  return null;
}
