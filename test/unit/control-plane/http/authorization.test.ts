import { describe, expect, test } from 'vitest';
import { isAuthorized } from '../../../../src-main/control-plane/http/authorization.ts';

const credentials = {
  token: 'bearer-token',
  oauth: { consumerKey: 'key', consumerSecret: 'consumer', token: 'tok&en', secret: 's/e&c%r=t' },
  uploadKey: 'unused',
};
const encoded = encodeURIComponent;
const token = encoded('tok&en');
const twice = encoded(encoded('s/e&c%r=t'));

const accepted = {
  'a bearer token': 'Bearer bearer-token',
  'the scheme in any case': 'bearer bearer-token',
  'both secrets encoded and the whole once more, as the RFC has it': `OAuth oauth_token="${token}", oauth_signature="consumer%26${twice}"`,
  'any order, more parameters, a realm': `OAuth realm="x", oauth_version="1.0", oauth_signature="c%26${twice}",oauth_nonce="1" , oauth_signature_method="PLAINTEXT", oauth_consumer_key="any", oauth_token="${token}", oauth_timestamp="2"`,
  'values without quotes': `OAuth oauth_token=${token}, oauth_signature=consumer%26${twice}`,
  'the joining sign encoded twice': `OAuth oauth_token="${token}", oauth_signature="consumer%2526${twice}"`,
  'no consumer secret at all': `OAuth oauth_token="${token}", oauth_signature="%26${twice}"`,
};

const refused = {
  'an empty header': '',
  'a scheme alone': 'Bearer',
  'an empty token': 'Bearer ',
  'another token': 'Bearer bearer-tokem',
  'the beginning of the token': 'Bearer bearer',
  'another scheme': `Basic ${Buffer.from('bearer-token:').toString('base64')}`,
  'no parameters': 'OAuth ',
  'no signature': `OAuth oauth_token="${token}"`,
  'no token': `OAuth oauth_signature="consumer%26${twice}"`,
  'another OAuth token': `OAuth oauth_token="other", oauth_signature="consumer%26${twice}"`,
  'another secret': `OAuth oauth_token="${token}", oauth_signature="consumer%26other"`,
  'the secret without its consumer’s': `OAuth oauth_token="${token}", oauth_signature="${twice}"`,
  'a signature that is no PLAINTEXT': `OAuth oauth_signature_method="HMAC-SHA1", oauth_token="${token}", oauth_signature="consumer%26${twice}"`,
  'the bearer token as OAuth': 'OAuth oauth_token="bearer-token", oauth_signature="consumer%26bearer-token"',
  'broken percent-encoding': 'OAuth oauth_token="%zz", oauth_signature="%26%zz"',
};

describe('accepts', () => {
  test.each(Object.entries(accepted))('%s', (_, header) =>
    expect(isAuthorized(header, credentials)).toBe(true),
  );
});

describe('refuses', () => {
  test.each(Object.entries(refused))('%s', (_, header) =>
    expect(isAuthorized(header, credentials)).toBe(false),
  );
});

test('a client that encodes nothing but the joining sign is accepted where its secrets need no encoding', () => {
  const plain = { ...credentials, oauth: { ...credentials.oauth, token: 'abc-_', secret: 'def-_' } };
  for (const signature of ['consumer%26def-_', 'consumer&def-_'])
    expect(isAuthorized(`OAuth oauth_token="abc-_", oauth_signature="${signature}"`, plain)).toBe(true);
});
