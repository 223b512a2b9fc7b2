import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';

/** A key and a certificate for it, in PEM, as `tls.createServer` takes them. */
export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/**
 * Makes a certificate that a server on the loopback can show for a name, signed by itself (RFC 5280, 4.1, in the
 * distinguished encoding of ASN.1). It is valid from yesterday on for a week.
 */
export function selfSignedCertificate(name: string): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const body = certificateBody(name, publicKey);
  const signature = sign('sha256', body, privateKey);
  const der = sequence(body, ecdsaWithSha256, element(tag.bitString, Uint8Array.of(0), signature));
  const lines = der.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n'),
  };
}

const tag = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  objectIdentifier: 0x06,
  utf8String: 0x0c,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
  /** `dNSName` of a GeneralName. */
  dnsName: 0x82,
  version: 0xa0,
  extensions: 0xa3,
} as const;

/** Object identifiers, encoded: ecdsa-with-SHA256, commonName, subjectAltName, basicConstraints. */
const ecdsaWithSha256 = sequence(element(tag.objectIdentifier, Buffer.from('2a8648ce3d040302', 'hex')));
const commonName = element(tag.objectIdentifier, Buffer.from('550403', 'hex'));
const subjectAltName = element(tag.objectIdentifier, Buffer.from('551d11', 'hex'));
const basicConstraints = element(tag.objectIdentifier, Buffer.from('551d13', 'hex'));

function certificateBody(name: string, publicKey: KeyObject): Buffer {
  const day = 86_400_000;
  const text = Buffer.from(name);
  const names = sequence(element(tag.set, sequence(commonName, element(tag.utf8String, text))));
  const truth = element(tag.boolean, Uint8Array.of(0xff));
  const extensions = [
    sequence(subjectAltName, element(tag.octetString, sequence(element(tag.dnsName, text)))),
    sequence(basicConstraints, truth, element(tag.octetString, sequence(truth))),
  ];
  return sequence(
    element(tag.version, element(tag.integer, Uint8Array.of(2))),
    element(tag.integer, Uint8Array.of(1)),
    ecdsaWithSha256,
    names,
    sequence(time(Date.now() - day), time(Date.now() + 7 * day)),
    names,
    publicKey.export({ type: 'spki', format: 'der' }),
    element(tag.extensions, sequence(...extensions)),
  );
}

function time(milliseconds: number): Buffer {
  const digits = new Date(milliseconds).toISOString().replace(/\D/g, '').slice(0, 14);
  return element(tag.generalizedTime, Buffer.from(`${digits}Z`));
}

function sequence(...parts: readonly Uint8Array[]): Buffer {
  return element(tag.sequence, ...parts);
}

function element(type: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Uint8Array.of(type, ...encodedLength(content.length)), content]);
}

function encodedLength(length: number): number[] {
  if (length < 0x80) return [length];
  return length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
}
