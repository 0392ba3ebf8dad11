/** The entries of one array in a reply, or why there are none to be had. */
export type JsonItems =
  | { readonly ok: true; readonly items: readonly unknown[]; readonly cut: boolean }
  | { readonly ok: false; readonly problem: string };

/** More text than any form needs: the rest is not looked at. */
const mostCharacters = 65_536;
/** Opening braces in chatter that are tried before the reply is given up. */
const mostTries = 20;

/**
 * Reads the array `{"key": [...]}` out of a reply that may carry a fence or chatter around it.
 *
 * Where the JSON ends too early, the entries that are complete are returned with `cut: true`: half an entry is never
 * completed by guessing.
 */
export function readJson(text: string, key: string): JsonItems {
  const reply = text.slice(0, mostCharacters);
  let start = reply.indexOf('{');
  for (let tries = 0; start >= 0 && tries < mostTries; tries++) {
    const end = closingBracket(reply, start);
    const items = end === undefined ? undefined : arrayAt(parse(reply.slice(start, end + 1)), key);
    if (items) return { ok: true, items, cut: false };
    const complete = end === undefined ? completeItems(reply.slice(start), key) : undefined;
    if (complete) return { ok: true, items: complete, cut: true };
    start = reply.indexOf('{', (end ?? start) + 1);
  }
  const bare = parse(stripFence(reply));
  if (Array.isArray(bare)) return { ok: true, items: bare, cut: false };
  return { ok: false, problem: `it holds no JSON object with "${key}"` };
}

/**
 * The first whole object with that key in a reply that may carry a fence or chatter around it; undefined where there is none.
 * An object that was cut off is never completed.
 */
export function readJsonObject(text: string, key: string): Readonly<Record<string, unknown>> | undefined {
  const reply = text.slice(0, mostCharacters);
  let start = reply.indexOf('{');
  for (let tries = 0; start >= 0 && tries < mostTries; tries++) {
    const end = closingBracket(reply, start);
    const value = end === undefined ? undefined : parse(reply.slice(start, end + 1));
    if (typeof value === 'object' && value !== null && Object.hasOwn(value, key))
      return value as Record<string, unknown>;
    start = reply.indexOf('{', (end ?? start) + 1);
  }
  return undefined;
}

function arrayAt(value: unknown, key: string): unknown[] | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found: unknown = (value as Record<string, unknown>)[key];
  return Array.isArray(found) ? found : undefined;
}

function completeItems(text: string, key: string): unknown[] | undefined {
  const opening = new RegExp(`^\\{\\s*"${key}"\\s*:\\s*\\[`).exec(text);
  if (!opening) return undefined;
  const items: unknown[] = [];
  for (let start = text.indexOf('{', opening[0].length); start >= 0;) {
    const end = closingBracket(text, start);
    if (end === undefined) break;
    items.push(parse(text.slice(start, end + 1)));
    start = text.indexOf('{', end + 1);
  }
  return items;
}

/** Index of the bracket that closes the one at `start`, strings passed over; undefined when the text ends before. */
function closingBracket(text: string, start: number): number | undefined {
  let depth = 0;
  let inString = false;
  for (let index = start; index < text.length; index++) {
    const character = text[index];
    if (inString) {
      if (character === '\\') index++;
      else if (character === '"') inString = false;
    } else if (character === '"') inString = true;
    else if (character === '{' || character === '[') depth++;
    else if ((character === '}' || character === ']') && --depth === 0) return index;
  }
  return undefined;
}

function stripFence(text: string): string {
  return text.replace(/^\s*```[a-z]*\n?/i, '').replace(/```\s*$/, '');
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
