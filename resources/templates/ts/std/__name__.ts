/** Runs once for each request: what it returns is the answer. */
export function main(): string {
  const name = readStdin().trim() || 'World';
  console.error(`greeting ${name}`);
  return `Hello, ${name}!\n`;
}
