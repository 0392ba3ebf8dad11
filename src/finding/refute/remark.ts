import type { LineRange } from '../../change/outline-lines.ts';
import type { Code } from './code.ts';

/** A claim with what is known about the place it speaks of: what each check gets. */
export interface Remark {
  /** The first sentence of the claim, on one line. */
  readonly said: string;
  readonly language: string;
  /** The quoted lines in the head file. */
  readonly lines: LineRange;
  /** The head file; undefined when nobody can read it or its language. */
  readonly code: Code | undefined;
  /** The quoted lines alone. */
  readonly quoted: Code | undefined;
  /** Whether the file parses; undefined: not known. */
  readonly parses: boolean | undefined;
}

/** A name as remarks write it, with or without quotes and parentheses. To be put into a pattern. */
export const nameInText =
  '[`\'"]?(?<![\\w$.])([A-Za-z_$][\\w$]{0,60})(?![\\w$]|\\.\\w|\\[|\\?)(?:\\(\\))?[`\'"]?';

/**
 * The name that a sentence says something of without conditions; undefined when a condition, another name or a part of an
 * object is meant, or the pattern does not match. The pattern's first group is the name.
 */
export function plainSubject(said: string, pattern: RegExp): string | undefined {
  const found = pattern.exec(said);
  const name = found?.[1];
  if (!found || name === undefined) return undefined;
  const before = said.slice(0, found.index);
  const [clause = ''] = /^[^,;]*/.exec(said.slice(found.index + found[0].length)) ?? [];
  if (/(?:\band|\bor|[,/&.])\s*$|\b(?:if|when|whether|unless|once|after)\b/i.test(before)) return undefined;
  if (notTheName.test(before)) return undefined;
  if (!/^\s*(?:$|[.!:)-])/.test(clause) && !continues.test(clause)) return undefined;
  return condition.test(clause) ? undefined : name;
}

/** What is said is said of something that belongs to the name, or of a member of that name. */
const notTheName =
  /\b(?:(?:property|properties|field|key|attribute|method|member|option|column|flag|index|element|environment variable)|(?:result|value|values|output|response|return|error|type|length|content|contents|state|rest|part|elements?|fields?|properties|members?|keys?) (?:of|from|in|returned by)(?: the)?(?: (?:function|variable|call|method))?(?: to)?)\s*$/i;

const continues =
  /^\s*(?:anywhere|here|before (?:use|it is used|being used|usage)|in (?:this|the) (?:current |given |local |provided |shown |same )?(?:scope|file|code|module|snippet|context|function|block|diff|change|code snippet|method)|and (?:will|would|can|could|may|might|causes?|leads?|results?|throws?|should|is never used|is unused)|so|which|causing|leading|resulting|but (?:is |it is )?used|\()/i;

const condition =
  /\b(?:when|if|unless|until|after|since|because|while|during|inside the loop|case|cases|branch|path|sometimes|otherwise|once|where|properly|correctly|yet|on)\b/i;
