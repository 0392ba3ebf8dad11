import { visibleLines } from '../../../safety/visible-lines.ts';
import type { Command } from '../errand.ts';

const mostReasonCharacters = 300;
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
      return { name: 'explain', rule: unquote(rest).slice(0, mostRuleCharacters) };
    case 'dismiss':
      return { name: 'dismiss', reason: rest.slice(0, mostReasonCharacters) };
    default:
      return { name: 'help' };
  }
}

/** People write names as code. */
function unquote(words: string): string {
  return words.replace(/^`+|`+$/g, '').trim();
}
