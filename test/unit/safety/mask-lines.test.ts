import { describe, expect, it } from 'vitest';
import { maskLines } from '../../../src/safety/mask-lines.ts';

// Put together at run time: the file itself must hold nothing that scanners take for a credential.
const github = 'ghp_' + 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8';
const aws = 'AKIA' + 'Q3EGRWJ7TY6MZ2PL';
const stripe = 'sk_live_' + '4eC39HqLyjWDarjtT1zdp7dc';

describe('maskLines', () => {
  it.each([
    ['github-token', `const token = "${github}";`, 'const token = "[masked:github-token]";'],
    ['aws-access-key', `aws_key: ${aws}`, 'aws_key: [masked:aws-access-key]'],
    ['stripe-key', `stripe(${stripe})`, 'stripe([masked:stripe-key])'],
    [
      'url-password',
      'db = "postgres://app:s3cr3tP4ss0rd@db/app"',
      'db = "postgres://app:[masked:url-password]@db/app"',
    ],
    ['assigned-secret', `const apiKey = "k9f8Jw2mQx7Lz4Vb1T";`, 'const apiKey = "[masked:assigned-secret]";'],
  ])('masks %s and keeps the rest of the line', (kind, line, masked) => {
    const result = maskLines(['before', line]);
    expect(result.lines).toEqual(['before', masked]);
    expect(result.secrets).toMatchObject([{ index: 1, kind }]);
  });

  it('masks the body of a private key line by line, however it is wrapped', () => {
    const body = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj';
    const key = [
      '-----BEGIN RSA PRIVATE KEY-----',
      body,
      `"${body}\\n" +`,
      '-----END RSA PRIVATE KEY-----',
      body,
    ];
    const result = maskLines(key);
    expect(result.lines).toHaveLength(5);
    expect(result.lines[1]).toBe('[masked:private-key]');
    expect(result.lines[2]).not.toContain(body);
    expect(result.lines[4]).toBe(body);
    expect(result.secrets).toMatchObject([{ index: 0, kind: 'private-key', trust: 'certain' }]);
  });

  it.each([
    'const key = "AKIAIOSFODNN7EXAMPLE";',
    'password: "changeme-please-now"',
    'const token = process.env.TOKEN;',
    'apiKey = "your_api_key_goes_here"',
    'const sha = "3f786850e387550fdab836ed7e6dc881de23001b";',
    'import x from "https://example.com/a/b"',
    'const passwordLabel = "Enter your password";',
  ])('leaves %j alone', (line) => {
    expect(maskLines([line])).toEqual({ lines: [line], secrets: [] });
  });

  it('stays fast on a line made to be slow', () => {
    const line = 'password = "' + 'a'.repeat(200_000) + ' eyJ'.repeat(50_000);
    expect(maskLines([line]).lines).toHaveLength(1);
  });
});
