/**
 * A name without that of the group, which stands above it: a function's without what it returns and the version that C++
 * libraries put into their names, a file's of a package as its path in there.
 */
export function nameInside(group: string, name: string): string {
  const own = [
    name,
    name.replace(/^.*\bnode_modules\//, ''),
    // Template arguments and parameters name other things.
    name.replace(/^[^<(]* /, ''),
  ].find((shorter) => shorter.startsWith(group));
  const rest = own?.slice(group.length).replace(/^(::(__\d+::)?|[./])/, '') ?? '';
  return rest === '' ? name : rest;
}
