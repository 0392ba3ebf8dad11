import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** JSON, deflated, as base64url: a third of its size in the characters that a comment takes as they are. */
export function packJson(value: unknown): string {
  return deflateRawSync(JSON.stringify(value), { level: 9 }).toString('base64url');
}

/**
 * What was packed; undefined where the text is nothing of that kind, or grows beyond a limit when it is inflated: a
 * comment can hold a bomb. Never throws.
 */
export function unpackJson(text: string, mostBytes: number): unknown {
  if (!/^[\w-]+$/.test(text)) return undefined;
  try {
    const bytes = inflateRawSync(Buffer.from(text, 'base64url'), { maxOutputLength: mostBytes });
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}
