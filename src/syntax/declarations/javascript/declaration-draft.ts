import type { CommentSpan, Declaration, Span } from '../../../docstring/declaration.ts';
import { findLeading } from './find-leading.ts';

/** What the tree says of a Declaration; where it stands in the text is found later. */
export interface Draft extends Pick<
  Declaration,
  | 'kind'
  | 'name'
  | 'isPublic'
  | 'span'
  | 'parameters'
  | 'typeParameters'
  | 'returns'
  | 'yields'
  | 'yieldType'
  | 'throws'
> {
  /** Symbol of what it belongs to; empty at the top. */
  readonly owner: string;
  readonly nameStart: number;
  /** Undefined where there is no body. */
  readonly bodyStart: number | undefined;
  readonly traits: Declaration['traits'];
  /** The setter of a getter, where one stands apart from it: the docs of either are those of both. */
  readonly setter?: Span | undefined;
}

/** Makes Declarations of one text. */
export function draftFinisher(text: string, comments: readonly CommentSpan[]): (draft: Draft) => Declaration {
  const commentEnding = new Map(comments.map((comment) => [comment.end, comment]));
  const lineStarts = findLineStarts(text);
  const lineOf = (offset: number): number => countUpTo(lineStarts, offset);
  return (draft) => {
    const { kind, name, span, isPublic, traits } = draft;
    const first = lineOf(span.start);
    const hasSetterDoc =
      draft.setter !== undefined &&
      findLeading(text, comments, draft.setter, draft.setter.start).some(({ start }) =>
        text.startsWith('/**', start),
      );
    const isLineShared = isShared(text, lineStarts[first - 1] ?? 0, commentEnding, span);
    // Field by field: spreads took most of the time of a large file.
    return {
      kind,
      name,
      symbol: symbolOf(draft.owner, name),
      span,
      signature: { start: span.start, end: draft.bodyStart ?? span.end },
      lines: { first, last: lineOf(span.end - 1) },
      isPublic,
      parameters: draft.parameters,
      typeParameters: draft.typeParameters,
      returns: draft.returns,
      yields: draft.yields,
      yieldType: draft.yieldType,
      throws: draft.throws,
      leading: findLeading(text, comments, span, draft.nameStart),
      body: undefined,
      traits: [
        ...traits,
        ...(hasSetterDoc ? (['overrides'] as const) : []),
        ...(isLineShared ? (['shared-line'] as const) : []),
      ],
    };
  };
}

export function symbolOf(owner: string, name: string): string {
  return owner === '' ? name : `${owner}.${name}`;
}

/** Whether anything but whole comments stands before it on its line. */
function isShared(
  text: string,
  lineStart: number,
  commentEnding: ReadonlyMap<number, CommentSpan>,
  span: Span,
): boolean {
  let end = span.start;
  for (;;) {
    const before = text.slice(lineStart, end).trimEnd();
    if (before === '') return false;
    const comment = commentEnding.get(lineStart + before.length);
    if (comment === undefined || comment.start < lineStart) return true;
    end = comment.start;
  }
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** How many of the ascending numbers are not above `limit`. */
function countUpTo(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
