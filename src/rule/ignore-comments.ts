/** A comment that silences rules on the next line of code: `// galley-ignore-next-line RULE, RULE -- reason`. */
export interface IgnoreComment {
  /** 1-based line of the comment. */
  readonly line: number;
  /** The next line that is neither empty nor a comment; undefined at the end of the text. */
  readonly target: number | undefined;
  /** Ids as written, without what makes them whole: `empty-catch` stands for `galley/empty-catch`. */
  readonly rules: readonly string[];
  /** Empty when none was given: the comment then has no effect. */
  readonly reason: string;
}

const comment =
  /^\s*(?:\/\/|#|\/\*+|\{\/\*|<!--|--|;)\s*galley-ignore-next-line\b([^\n]*?)(?:\*\/\}?|-->)?\s*$/;
const blankOrComment = /^\s*(?:$|\/\/|#|\/\*|\*|\{\/\*|<!--|--)/;

/** Finds the comments in lines of one file. They stand alone on their line. */
export function findIgnoreComments(lines: readonly string[]): IgnoreComment[] {
  return lines.flatMap((text, index) => {
    if (!text.includes('galley-ignore-next-line')) return [];
    const [, rest] = comment.exec(text) ?? [];
    if (rest === undefined) return [];
    const [ids = '', ...reason] = rest.split(/\s--\s/);
    const next = lines.findIndex((line, at) => at > index && !blankOrComment.test(line));
    return [
      {
        line: index + 1,
        target: next < 0 ? undefined : next + 1,
        rules: ids.split(/[\s,]+/).filter((id) => id !== ''),
        reason: reason.join(' -- ').trim(),
      },
    ];
  });
}

/** Whether the id in a comment means this rule: the whole id, or its part behind the slash. */
export function meansRule(written: string, id: string): boolean {
  return written === id || id.slice(id.indexOf('/') + 1) === written;
}
