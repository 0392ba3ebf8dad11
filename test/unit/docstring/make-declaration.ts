import type { CommentSpan, Declaration, Parameter } from '../../../src/docstring/declaration.ts';
import type { DocPlace } from '../../../src/docstring/place-doc.ts';
import type { DocProse } from '../../../src/docstring/prose.ts';

/** A public function without anything special, but for what is given. */
export function makeDeclaration(given: Partial<Declaration> = {}): Declaration {
  const name = given.name ?? 'clampRate';
  return {
    kind: 'function',
    name,
    symbol: name,
    span: { start: 0, end: 1 },
    signature: { start: 0, end: 1 },
    lines: { first: 1, last: 1 },
    isPublic: true,
    parameters: [],
    typeParameters: [],
    returns: 'value',
    yields: false,
    throws: [],
    leading: [],
    body: undefined,
    traits: [],
    ...given,
  };
}

export function parameter(name: string, given: Partial<Parameter> = {}): Parameter {
  return { name, properties: [], isOptional: false, isRest: false, ...given };
}

export function makePlace(given: Partial<DocPlace> = {}): DocPlace {
  return { at: 0, indent: '', eol: '\n', aboveDirective: false, aboveBlank: false, ...given };
}

export function makeProse(given: Partial<DocProse> = {}): DocProse {
  return { summary: 'Limits a rate to an upper bound.', params: {}, returns: '', throws: [], ...given };
}

/**
 * A declaration where `head` begins in a text, with the comments that stand between the text before and it. Only for texts
 * whose comments have nothing between them.
 */
export function declarationAt(
  text: string,
  head: string,
  given: Partial<Declaration> = {},
): { declaration: Declaration; comments: CommentSpan[] } {
  const start = text.indexOf(head);
  const comments = [...text.matchAll(/\/\*[\s\S]*?\*\/|\/\/[^\n\r]*|#[^\n\r[]*/g)].map(
    ([said, ..._], index, all): CommentSpan => ({
      start: all[index]?.index ?? 0,
      end: (all[index]?.index ?? 0) + said.length,
      form: said.startsWith('/*') ? 'block' : 'line',
    }),
  );
  const end = text.indexOf('\n', start) < 0 ? text.length : text.indexOf('\n', start);
  const first = text.slice(0, start).split('\n').length;
  return {
    comments,
    declaration: makeDeclaration({
      span: { start, end },
      signature: { start, end },
      lines: { first, last: first },
      leading: comments.filter((comment) => comment.end <= start),
      ...given,
    }),
  };
}
