import { asciiFirst } from './ascii-first.ts';
import { longestPart, longestSummary } from './clean-prose.ts';
import type { Declaration } from './declaration.ts';
import { emptyWords, noText, unfitSentence } from './empty-words.ts';
import { findIdentifiers } from './find-identifiers.ts';
import { isWordOf, wordsOfName } from './name-words.ts';
import type { DocProse } from './prose.ts';
import { startHigh } from './sentence-case.ts';
import { gatherEvidence, whyRefuted } from './refute-sentence.ts';
import { splitSentences } from './split-sentences.ts';

export interface CheckedProse {
  /** What may be written; undefined: say nothing of this declaration. */
  readonly prose: DocProse | undefined;
  /** Why nothing may be written, in words that complete "no comment: ..."; empty with `prose`. */
  readonly reason: string;
  /** What was left out and why, for people: `returns: it returns nothing`. */
  readonly left: readonly string[];
}

/** What prose is held against, beside the declaration. */
export interface Surroundings {
  /** Every name that exists for a reader of the file: in its text, in the language. */
  readonly known: ReadonlySet<string>;
  /** Text of the declaration. */
  readonly code: string;
}

/**
 * Leaves out what cannot be true of the declaration by its syntax, what names things that do not exist, and what says no
 * more than the names do. Saying nothing beats a wrong comment.
 *
 */
export function checkProse(
  prose: DocProse,
  declaration: Declaration,
  surroundings: Surroundings,
): CheckedProse {
  const why = faultFinder(declaration, surroundings);
  const summary = checkSummary(prose.summary, declaration, why);
  if (summary.text === '') return { prose: undefined, reason: summary.reason, left: [] };
  const left: string[] = summary.reason === '' ? [] : [`summary: ${summary.reason}`];
  const keep = (part: string, text: string, claim = ''): string => {
    const checked = claim === '' ? checkPart(text, (said) => why(said, part)) : { text: '', reason: claim };
    if (checked.reason !== '') left.push(`${part}: ${checked.reason}`);
    return checked.text;
  };
  const names = documentedNames(declaration);
  const params = Object.entries(prose.params).flatMap(([name, text]): [string, string][] => {
    const kept = keep(name, text, names.has(name) ? '' : 'it has no such parameter');
    return kept === '' ? [] : [[name, kept]];
  });
  const tells = params.some(([name, text]) => isTelling(text, wordsOfName(name)));
  if (params.length > 0 && !tells) left.push('params: they say no more than their names');
  const returns = prose.returns === '' ? '' : keep('returns', prose.returns, returnsClaim(declaration));
  const isEmptyReturn = returns !== '' && !isTelling(returns, wordsOfName(declaration.name));
  if (isEmptyReturn) left.push('returns: it says no more than the name');
  const throws = checkThrows(prose, declaration, keep);
  return {
    prose: {
      summary: summary.text,
      params: Object.fromEntries(tells ? params : []),
      returns: isEmptyReturn ? '' : returns,
      throws,
    },
    reason: '',
    left,
  };
}

interface CheckedText {
  /** Empty: nothing is left. */
  readonly text: string;
  /** Why something was left out. */
  readonly reason: string;
}

/** Why a sentence may not stand; empty when it may. `part` as in `left`. */
type WhyNot = (sentence: string, part?: string) => string;

function faultFinder(declaration: Declaration, { known, code }: Surroundings): WhyNot {
  const exists = existsIn(declaration, known);
  const evidence = gatherEvidence(declaration, code);
  return (sentence, part = '') =>
    whyUnfit(sentence, exists) ||
    whyRefuted(sentence, evidence, part.startsWith('throws ') ? 'throws' : 'text');
}

type Exists = (name: string) => boolean;

function existsIn(declaration: Declaration, known: ReadonlySet<string>): Exists {
  const own = new Set([
    ...documentedNames(declaration),
    ...declaration.symbol.split('.'),
    ...declaration.throws.flatMap((type) => type.split(/\.|::/)),
  ]);
  const isKnown: Exists = (name) => known.has(name) || own.has(name);
  // At the start of a sentence a name gets a capital.
  return (name) => isKnown(name) || isKnown((name[0]?.toLowerCase() ?? '') + name.slice(1));
}

/** Names that may stand in `params`: of parameters, of what patterns take out, of type parameters. */
function documentedNames({ parameters, typeParameters }: Declaration): Set<string> {
  const names = parameters.flatMap(({ name, properties }) => [name, ...properties]);
  return new Set([...names, ...typeParameters].filter((name) => name !== ''));
}

/** One sentence: the second one of a model is more often wrong than of use. */
function checkSummary(text: string, declaration: Declaration, why: WhyNot): CheckedText {
  const none = (reason: string): CheckedText => ({ text: '', reason });
  const [first = '', ...others] = splitSentences(dropPreamble(text.replace(/\s+/g, ' ').trim()));
  if (first === '' || noText.test(first)) return none('the summary is empty');
  const unfit = why(first);
  if (unfit !== '') return none(unfit);
  if (claimsReturn(first) && returnsClaim(declaration) !== '') return none('it returns nothing');
  const names = [declaration.symbol, ...documentedNames(declaration)].flatMap(wordsOfName);
  if (!isTelling(first, names)) return none('it says no more than the name');
  if (Array.from(first).length > longestSummary) return none('the summary is too long');
  return { text: first, reason: others.length > 0 ? 'only its first sentence is kept' : '' };
}

const kindNamed =
  '(?:(?:helper|utility|simple|async(?:hronous)?|private|static)\\s+)*(?:function|method|class|interface|type|enum|struct|trait|constructor|constant|getter|helper|utility)';
const preamble = new RegExp(
  `^(?:this|the) ${kindNamed}(?: is (?:used|designed|intended|meant) to| will| can| simply| just)? (?=\\w)|^(?:this is )?an? ${kindNamed} (?:that|which|to) (?=\\w)`,
  'i',
);

/** `This function computes` begins at `Computes`. */
function dropPreamble(text: string): string {
  const bare = text.replace(preamble, '');
  return bare === text || /^(?:is|are|was|has|responsible|for|of)\b/.test(bare) ? text : startHigh(bare);
}

function claimsReturn(sentence: string): boolean {
  return /^(?:returns?|yields?)\b/i.test(sentence);
}

/** Why it cannot say what it returns; empty when it can. */
function returnsClaim({ kind, returns, yields }: Declaration): string {
  if (/^(?:class|interface|type|enum|constructor)$/.test(kind)) return `a ${kind} returns nothing`;
  return returns === 'nothing' && !yields ? 'it returns nothing' : '';
}

function checkPart(text: string, why: WhyNot): CheckedText {
  const line = text.replace(/\s+/g, ' ').trim();
  if (noText.test(line)) return { text: '', reason: line === '' ? '' : 'it is empty' };
  const [first = '', ...others] = splitSentences(line);
  const unfit = why(first);
  if (unfit !== '') return { text: '', reason: unfit };
  if (Array.from(first).length > longestPart) return { text: '', reason: 'it is too long' };
  const isWhole = Array.from(line).length <= longestPart && others.every((one) => why(one) === '');
  return isWhole ? { text: line, reason: '' } : { text: first, reason: 'only its first sentence holds' };
}

function whyUnfit(sentence: string, exists: Exists): string {
  const unfit = unfitSentence.find(({ pattern }) => pattern.test(sentence));
  if (unfit !== undefined) return unfit.reason;
  const unknown = findIdentifiers(sentence).find((name) => !exists(name));
  return unknown === undefined ? '' : `there is no ${unknown}`;
}

const spokenWords = asciiFirst(/[\p{L}\p{N}_$]+(?:['’]\p{L}+)?/gu);
const compound = asciiFirst(/[\p{Ll}_]\p{Lu}|_/u);

/** True when a word of the text is neither in the names nor one that fits everything. */
function isTelling(text: string, nameWords: readonly string[]): boolean {
  const words = text.match(spokenWords(text)) ?? [];
  return words
    .flatMap((word) => (compound(word).test(word) ? wordsOfName(word) : [word]))
    .some((word) => !emptyWords.has(word.toLowerCase()) && !isWordOf(word, nameWords));
}

function checkThrows(
  prose: DocProse,
  declaration: Declaration,
  keep: (part: string, text: string, claim: string) => string,
): DocProse['throws'] {
  const said = new Set<string>();
  return prose.throws.flatMap(({ type, text }) => {
    const isThrown = declaration.throws.includes(type) && !said.has(type);
    const kept = keep(`throws ${type}`, text, isThrown ? '' : 'it throws no such thing');
    if (kept !== '') said.add(type);
    return kept === '' ? [] : [{ type, text: kept }];
  });
}
