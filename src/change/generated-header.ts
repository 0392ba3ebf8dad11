/** How many lines at the top of a file may hold the mark of a generator: a licence often stands above it. */
export const headerSize = 40;

/**
 * True when a comment among these first lines of a file says that a program wrote the file.
 *
 * Only what begins a comment counts, or "do not edit" beside "generated": a source file that talks about generated
 * code, or writes such a header into others, is no generated file.
 */
export function hasGeneratedHeader(lines: readonly string[]): boolean {
  const comments = lines.slice(0, headerSize).map(commentText);
  return comments.some((text, index) => {
    if (text === undefined) return false;
    if (mark.test(text)) return true;
    if (!plea.test(text)) return false;
    const around = [comments[index - 1], text, comments[index + 1]];
    return around.some((near) => near !== undefined && generated.test(near));
  });
}

/** The text of a line that is a comment in some language, without the sign; undefined for other lines. */
function commentText(line: string): string | undefined {
  const match =
    /^\s{0,20}(?:\/\/+!?|\/\*+!?|\*(?!\/)|#+|--|;+|<!--|%+|\(\*|\{-|"""|'''|@rem|rem\b)\s{0,20}(.{0,400})/i.exec(
      line,
    );
  // Who quotes the mark of a generator talks about it.
  return match?.[1]?.replace(/"[^"]*"|`[^`]*`/g, '');
}

const mark =
  /^(?:@generated\b|<auto-?generated\b|code generated\b.{0,300}\bdo not edit\b|(?:this (?:file|code|module) (?:is|was|has been) )?(?:auto-?|automatically |auto )generated (?:by|from|with|using|file|code|content|at|on|and)\b|do not edit(?: this file| manually| by hand| directly)?\s{0,3}[.!*/-]{0,5}\s{0,3}$)/i;

/** Hand-written files have parts that must stay as they are; a generated file is asked to be left alone. */
const plea = /\bdo not (?:edit|modify|change)\b(?! (?:above|below|between|after|before)\b)/i;

const generated =
  /\b(?:auto-?)?generated (?:by|from|with|using)\b|\b(?:is|was|been) (?:auto-?|automatically )?generated\b|^(?:auto-?)?generated\b/i;
