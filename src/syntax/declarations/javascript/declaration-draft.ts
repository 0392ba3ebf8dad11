import type { CommentSpan, Declaration, Span } from '../../../docstring/declaration.ts';
import { findLeading } from './find-leading.ts';

/** What the tree says of a Declaration; where it stands in the text is found later. */
export interface Draft extends Pick<
  Declaration,
  'kind' | 'name' | 'isPublic' | 'span' | 'parameters' | 'typeParameters' | 'returns' | 'yields' | 'throws'
> {
  /** Symbol of what it belongs to; empty at the top. */
  readonly owner: string;
  readonly nameStart: number;
  /** Undefined where there is no body. */
  readonly bodyStart: number | undefined;
  readonly traits: Declaration['traits'];
}

/** Makes Declarations of one text. */
export function draftFinisher(text: string, comments: readonly CommentSpan[]): (draft: Draft) => Declaration {
  const lineOf = lineFinder(text);
  return ({ owner, nameStart, bodyStart, ...draft }) => {
    const { name, span, traits } = draft;
    return {
      ...draft,
      symbol: symbolOf(owner, name),
      signature: { start: span.start, end: bodyStart ?? span.end },
      lines: { first: lineOf(span.start), last: lineOf(span.end - 1) },
      leading: findLeading(text, comments, span, nameStart),
      body: undefined,
      traits: isShared(text, comments, span) ? [...traits, 'shared-line'] : traits,
    };
  };
}

export function symbolOf(owner: string, name: string): string {
  return owner === '' ? name : `${owner}.${name}`;
}

/** Whether anything but whole comments stands before it on its line. */
function isShared(text: string, comments: readonly CommentSpan[], span: Span): boolean {
  const lineStart = text.lastIndexOf('\n', span.start - 1) + 1;
  let end = span.start;
  for (;;) {
    const before = text.slice(lineStart, end).trimEnd();
    if (before === '') return false;
    const at = lineStart + before.length;
    const comment = comments.find((one) => one.end === at && one.start >= lineStart);
    if (comment === undefined) return true;
    end = comment.start;
  }
}

/** Finds the 1-based line of an offset. */
function lineFinder(text: string): (offset: number) => number {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let low = 0;
    let high = starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
