/** A rule of a team about an API of its own, with examples and a fix. */
export const vaultRule = `id: vault-key-id
language: TypeScript
severity: error
message: '\`$F\` needs the id of the key, or nobody can read the text after the next rotation. Pass \`keys.current\`.'
rule:
  pattern: vault.$F($TEXT)
constraints:
  F: { regex: ^(encrypt|sign)$ }
fix: vault.$F($TEXT, keys.current)
metadata:
  galley:
    title: Encryption without a key id
    category: security
    why: Keys rotate every month.
    valid: ['vault.encrypt(a, keys.current)']
    invalid: [{ code: 'const x = vault.encrypt(a);', line: 1, fixed: 'const x = vault.encrypt(a, keys.current);' }]
`;
