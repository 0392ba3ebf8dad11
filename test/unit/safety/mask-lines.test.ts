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
    expect(result.secrets).toMatchObject([{ index: 0, last: 3, kind: 'private-key', trust: 'certain' }]);
  });

  it('masks what looks like the body of a key whose header is out of sight', () => {
    const body = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7VJTUt9Us8cKj';
    expect(maskLines([`  "${body}\\n"`]).lines[0]).toBe('  "[masked:private-key]\\n"');
    const hash = 'cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce';
    expect(maskLines([hash]).lines[0]).toBe(hash);
  });

  it.each([
    ['.env', 'AWS_SECRET_ACCESS_KEY=', 'wJ4lrXUtnF3MI/K7MDENG/bPxRfi9YEqKm'],
    ['shell', 'export DB_PASSWORD=', 'k9f8Jw2mQx7Lz4Vb1T'],
    ['YAML', '  password: ', 'k9f8Jw2mQx7Lz4Vb1T'],
    ['a header', '"Authorization": "Bearer ', 'k9f8Jw2mQx7Lz4Vb1TqqP'],
    ['Hugging Face', 'login(', `hf_${'aB3dE5gH7jK9mN1pQ3sT5vX7zA9cE1gI3k'}`],
  ])('masks the forms of everyday: %s', (_, before, secret) => {
    const { lines } = maskLines([before + secret]);
    expect(lines[0]?.startsWith(`${before}[masked:`)).toBe(true);
    expect(lines[0]).not.toContain(secret);
  });

  it.each([
    'const key = "AKIAIOSFODNN7EXAMPLE";',
    'password: "changeme-please-now"',
    'const token = process.env.TOKEN;',
    'apiKey = "your_api_key_goes_here"',
    'const sha = "3f786850e387550fdab836ed7e6dc881de23001b";',
    'import x from "https://example.com/a/b"',
    'const passwordLabel = "Enter your password";',
    'type Options = { token: string }',
    'const apiKey: SecretReference2',
    'password: process.env.DB_PASSWORD_2',
    'Basic understanding of authentication2 is needed',
  ])('leaves %j alone', (line) => {
    expect(maskLines([line])).toEqual({ lines: [line], secrets: [] });
  });

  it('stays fast on a line made to be slow', () => {
    const line = 'password = "' + 'a'.repeat(200_000) + ' eyJ'.repeat(50_000);
    expect(maskLines([line]).lines).toHaveLength(1);
  });
});
