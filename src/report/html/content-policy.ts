import { createHash } from 'node:crypto';

/**
 * The page may apply this style and run this script, if it has one, and nothing else: no request, no other script, no handler in an
 * attribute, whatever text it shows (Content Security Policy level 3, hash sources).
 */
export function contentPolicy(style: string, script?: string): string {
  return [
    "default-src 'none'",
    `style-src '${hashSource(style)}'`,
    ...(script === undefined ? [] : [`script-src '${hashSource(script)}'`]),
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

function hashSource(text: string): string {
  return `sha256-${createHash('sha256').update(text, 'utf8').digest('base64')}`;
}
