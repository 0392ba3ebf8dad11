import { inertText } from '../safety/inert-text.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // A parser would turn these into spaces inside an attribute.
  '\n': '&#10;',
  '\t': '&#9;',
};

/** For attributes and content. What XML 1.0 cannot hold (most control characters) becomes visible text. */
export function escapeXml(text: string): string {
  return inertText(text).replace(/[&<>"'\n\t]/g, (character) => entities[character] ?? character);
}

/** ` name="value"` for each attribute that has a value. */
export function renderAttributes(attributes: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
}
