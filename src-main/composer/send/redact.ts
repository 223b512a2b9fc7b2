const mask = '••••••••';
/** Shorter values stand in too many places by chance. */
const shortestSecret = 4;

/** Takes secrets out of a text that is kept; also as they stand in addresses. */
export function redact(text: string, secrets: Iterable<string>): string {
  let redacted = text;
  for (const secret of secrets)
    if (secret.length >= shortestSecret)
      redacted = redacted.replaceAll(secret, mask).replaceAll(encodeURIComponent(secret), mask);
  return redacted;
}
