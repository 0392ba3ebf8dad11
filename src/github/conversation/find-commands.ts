import { visibleLines } from '../../safety/visible-lines.ts';

/** `/galley dismiss …` and what stands behind it. */
export interface DismissCommand {
  /** White space trimmed. May be empty. */
  readonly words: string;
}

/** Nobody means more in one comment. */
const mostCommands = 50;

/** The dismissals in a comment, in their order: each at the start of a line that its writer says. */
export function findCommands(body: string): readonly DismissCommand[] {
  return visibleLines(body)
    .flatMap((line) => {
      const command = /^ {0,3}\/galley[ \t]+dismiss(?:[ \t]+(.*))?$/i.exec(line);
      return command === null ? [] : [{ words: (command[1] ?? '').trim() }];
    })
    .slice(0, mostCommands);
}
