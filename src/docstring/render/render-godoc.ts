import { startLow } from '../sentence-case.ts';
import { plainVerb, thirdPerson } from '../verb-mood.ts';
import { wrapWords } from '../wrap-words.ts';
import { roomFor, type DocToRender } from './doc-to-render.ts';

/**
 * One paragraph that begins with the name (https://go.dev/doc/comment). Prose is all that gofmt leaves as it is: a heading,
 * a list or a block of code would be laid out anew.
 */
export function renderGodoc(doc: DocToRender): string[] {
  const { parts, declaration, place } = doc;
  const summary = startWithName(parts.summary, declaration.name, declaration.kind);
  const returns =
    parts.returns === '' || /\b(?:returns|reports)\b/.test(summary)
      ? ''
      : ` ${declaration.yields ? 'It yields' : 'It returns'} ${startLow(parts.returns)}`;
  const room = roomFor(doc, '// '.length);
  const lines = wrapWords(`${endWithStop(summary, returns)}${returns}`, { first: room, rest: room });
  return [...lines.map((line) => `// ${line}`), ...(place.aboveDirective ? ['//'] : [])];
}

function endWithStop(summary: string, next: string): string {
  return next === '' || /[.…]$/.test(summary) ? summary : `${summary}.`;
}

/** `Returns the sum.` of `Sum` is `Sum returns the sum.`; what begins with no verb is what the name stands for. */
function startWithName(summary: string, name: string, kind: string): string {
  if (summary.startsWith(`${name} `)) return summary;
  const [first = '', ...others] = startLow(summary).split(' ');
  const rest = others.length === 0 ? '' : ` ${others.join(' ')}`;
  if (/^(?:a|an|the|one)$/.test(first)) return `${name} is ${first}${rest}`;
  const verb = plainVerb(first);
  if (verb === undefined && !/^(?:function|method)$/.test(kind)) return `${name} represents ${first}${rest}`;
  if (verb !== undefined) return `${name} ${thirdPerson(verb)}${rest}`;
  return /^\p{Ll}+s$/u.test(first) ? `${name} ${first}${rest}` : `${name}: ${first}${rest}`;
}
