/** Request headers that people type by hand, for completion (IANA's field name registry has them all). */
export const headerNames: readonly string[] = [
  'Accept',
  'Accept-Encoding',
  'Accept-Language',
  'Authorization',
  'Cache-Control',
  'Content-Type',
  'Cookie',
  'If-Match',
  'If-Modified-Since',
  'If-None-Match',
  'Origin',
  'Range',
  'Referer',
  'User-Agent',
  'X-Forwarded-For',
  'X-Forwarded-Proto',
  'X-Request-Id',
];

const mediaTypes = [
  'application/json',
  'application/octet-stream',
  'application/x-www-form-urlencoded',
  'application/xml',
  'text/html',
  'text/plain; charset=utf-8',
];

const values: Readonly<Record<string, readonly string[]>> = {
  accept: ['*/*', ...mediaTypes],
  'accept-encoding': ['gzip, deflate, br', 'gzip', 'identity'],
  'accept-language': ['en', 'fr', 'de'],
  authorization: ['Bearer {{token}}'],
  'cache-control': ['no-cache', 'no-store', 'max-age=0'],
  'content-type': mediaTypes,
  range: ['bytes=0-1023'],
  'x-forwarded-proto': ['https', 'http'],
};

/** Values that a header often has, for completion. */
export function headerValues(name: string): readonly string[] {
  return values[name.trim().toLowerCase()] ?? [];
}
