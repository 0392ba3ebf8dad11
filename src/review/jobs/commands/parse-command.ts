import { visibleLines } from '../../../safety/visible-lines.ts';
import type { Command } from '../errand.ts';

const mostRuleCharacters = 200;

/**
 * The first `/galley …` in a comment; undefined: there is none. It stands at the start of a line that its writer says: see
 * visible-lines.ts. What is no command of ours, or none at all, asks for help.
 */
export function parseCommand(body: string): Command | undefined {
  for (const line of visibleLines(body)) {
    const found = /^ {0,3}\/galley(?:[ \t]+(.*))?$/i.exec(line);
    if (found !== null) return readCommand((found[1] ?? '').trim());
  }
  return undefined;
}

function readCommand(words: string): Command {
  const [, name = '', rest = ''] = /^([a-z]+)(?![\w-])[ \t]*(.*)$/i.exec(words) ?? [];
  switch (name.toLowerCase()) {
    case 'review':
    case 'tests':
    case 'docs':
    case 'pause':
    case 'resume':
    case 'why':
      return { name: name.toLowerCase() as 'review' };
    case 'explain':
      return { name: 'explain', rule: readRule(rest) };
    case 'dismiss':
      return { name: 'dismiss', ...readFingerprint(rest) };
    default:
      return { name: 'help' };
  }
}

function readFingerprint(words: string): { readonly fingerprint?: string } {
  const fingerprint = /^`?([0-9a-f]{16})`?(?:\s|$)/i.exec(words)?.[1]?.toLowerCase();
  return fingerprint === undefined ? {} : { fingerprint };
}

/** The first word, which people write as code; what follows is said to people, and kept by nobody. */
function readRule(words: string): string {
  const [, name = ''] = /^[`\s]*([^`\s]*)/.exec(words) ?? [];
  return name.slice(0, mostRuleCharacters);
}
