import { isLanguageWord } from './language-words.ts';
import { namesOf } from './names-of.ts';

const fewestCharacters = 15;
const mostCharacters = 400;
const mostSentences = 2;

/** What a message can be held against. */
export interface MessageFacts {
  /** Names that stand in the Chunk or its file: see names-of.ts. */
  readonly names: ReadonlySet<string>;
}

/**
 * Why a generated sentence is not fit to be shown, for people; undefined when it is. It must say in one or two sentences
 * what goes wrong, without filler, and name nothing that the code does not have.
 *
 * Precise rather than kind: whoever asks has a text of their own to show instead.
 */
export function messageProblem(text: string, { names }: MessageFacts): string | undefined {
  const message = text.trim();
  const length = [...message.slice(0, 2 * mostCharacters + 1)].length;
  if (length < fewestCharacters) return `shorter than ${fewestCharacters} characters`;
  if (length > mostCharacters) return `longer than ${mostCharacters} characters`;
  if (/[\n\r]/.test(message)) return 'more than one line';
  if ((message.match(/`/g) ?? []).length % 2 === 1) return 'back quotes without an end';
  const prose = message.replace(/`[^`]*`/g, '`');
  if (sentences(prose) > mostSentences) return `more than ${mostSentences} sentences`;
  const said = fillers.find(([, pattern]) => pattern.test(prose));
  if (said) return `${said[0]}: ${matched(said[1], prose)}`;
  const unknown = namesIn(message).find((name) => !names.has(name) && !isKnown(name));
  return unknown === undefined ? undefined : `names ${unknown}, which the code does not have`;
}

function matched(expression: RegExp, prose: string): string {
  return expression.exec(prose)?.[0].trim().toLowerCase() ?? '';
}

/** What says nothing, by kind. */
const fillers: readonly (readonly [string, RegExp])[] = [
  [
    'filler',
    /\b(?:consider(?:ing)?|it is (?:also )?(?:recommended|advisable|advised|suggested|important)|it's (?:recommended|important)|recommended to|i (?:would )?(?:recommend|suggest)|we (?:recommend|suggest)|ensur(?:e|es|ing) that|to ensure|please ensure|make sure|making sure|may want to|might want to|you might|could potentially|may potentially|might potentially|potentially|it would be (?:better|best|good)|be aware|keep in mind|worth noting|note that|best practi[cs]es?|good practice|for (?:better|improved) (?:readability|maintainability|clarity)|as an ai|please)\b/i,
  ],
  [
    'praise',
    /\b(?:well done|well[- ]written|good (?:job|work|catch|use)|great|excellent|nice(?:ly)?|looks good|lgtm|clean code|thank(?:s| you))\b/i,
  ],
  [
    'restates the change',
    /^\s*(?:this|the) (?:change|commit|diff|patch|pull request|pr|added (?:line|code)|new (?:line|code)|code change)s? (?:adds?|added|updates?|modif(?:y|ies)|refactors?|renames?|implements?|is about|contains?|includes?)\b/i,
  ],
  [
    'says that nothing is wrong',
    /\b(?:no (?:issues?|problems?|defects?|bugs?|errors?) (?:found|here|detected|in)|(?:is|are|seems?|looks?) (?:correct|fine|ok|okay)\b(?! only| until| unless| but))/i,
  ],
];

function sentences(prose: string): number {
  const plain = prose.replace(/\b(?:e\.g|i\.e|etc|vs)\.|\.{3}/gi, '');
  const ends = plain.match(/[.!?](?=["')]{0,2}(?:\s|$))/g)?.length ?? 0;
  return /[.!?]["')]{0,2}\s*$/.test(plain) ? ends : ends + 1;
}

/** Outside back quotes only what no prose looks like: `userId`, `user_id`, `user.name`, `save(`. */
const codeWord =
  /\b[\p{L}_$][\p{L}\p{N}_$]*(?:\.[\p{L}_$][\p{L}\p{N}_$]*)+|\b\p{Ll}[\p{Ll}\p{N}]*\p{Lu}[\p{L}\p{N}]*|\b[\p{L}\p{N}]+_[\p{L}\p{N}_]*|\b[\p{L}_$][\p{L}\p{N}_$]*(?=\(\))/gu;

/** Dotted, but no code. */
const proseWords = /^(?:e\.g|i\.e|a\.k\.a|vs|node\.js|vue\.js|next\.js)$/i;

function namesIn(message: string): string[] {
  const parts = message.split('`');
  return parts.flatMap((part, index) => {
    if (index % 2 === 1) return [...namesOf(withoutStrings(part))];
    const found = (part.match(codeWord) ?? []).filter((word) => !proseWords.test(word));
    return found.flatMap((word) => [...namesOf(word)]);
  });
}

/** What a string says is no name: `status === 'paid'`. */
function withoutStrings(code: string): string {
  return code.replace(/'[^']*'|"[^"]*"/g, ' ');
}

/** Words of a language and names of the trade. */
function isKnown(name: string): boolean {
  return isLanguageWord(name) || name === 'JavaScript' || name === 'TypeScript' || name === 'GitHub';
}
