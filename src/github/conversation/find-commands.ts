/** `/galley dismiss …` and what stands behind it. */
export interface DismissCommand {
  /** White space trimmed. May be empty. */
  readonly words: string;
}

/** Nobody means more in one comment. */
const mostCommands = 50;

/**
 * The dismissals in a comment, in their order. A command stands at the start of a line that people see as text: not in
 * a quotation, a fenced or indented block of code, or an HTML comment.
 */
export function findCommands(body: string): readonly DismissCommand[] {
  return visibleLines(body)
    .flatMap((line) => {
      const command = /^ {0,3}\/galley[ \t]+dismiss(?:[ \t]+(.*))?$/i.exec(line);
      return command === null ? [] : [{ words: (command[1] ?? '').trim() }];
    })
    .slice(0, mostCommands);
}

function visibleLines(body: string): string[] {
  let fence = '';
  return body
    .replace(/<!--[\s\S]*?(?:-->|$)/g, '')
    .split(/\r\n|\r|\n/)
    .filter((line) => {
      const mark = /^ {0,3}(`{3,}|~{3,})(.*)$/.exec(line);
      if (fence !== '') {
        const [, run = '', rest = ''] = mark ?? [];
        if (run[0] === fence[0] && run.length >= fence.length && rest.trim() === '') fence = '';
        return false;
      }
      const [, run = '', rest = ''] = mark ?? [];
      // A fence of backticks has none behind it: that is a code span.
      if (run !== '' && !(run.startsWith('`') && rest.includes('`'))) fence = run;
      return fence === '' && !/^ {0,3}>/.test(line);
    });
}
