import { globalsOf } from '../language-words.ts';
import type { Declaration } from './code.ts';
import { goImports } from './go-names.ts';
import { isDeclaration, isOn, occurrencesOf, type Occurrence } from './names.ts';
import { nameInText, plainSubject, type Remark } from './remark.ts';

const negated =
  "(?:(?:is|was|are) (?:not|never)(?: been)?|isn't|wasn't|has(?: not|n't) been|(?:is )?used (?:here )?(?:without being|but (?:is )?(?:not|never)))";

const patterns = [
  new RegExp(
    `${nameInText} ${negated} (?:defined|declared|imported)(?! (?:as|in the (?:interface|type|class|enum)))`,
    'i',
  ),
  new RegExp(
    `${nameInText} (?:is undeclared|is missing (?:an |its )?(?:import|declaration)|lacks an import)`,
    'i',
  ),
  new RegExp(
    `\\b(?:undefined|undeclared|unimported) (?:variable|function|constant|identifier|name|class|type|module)s?:? ${nameInText}`,
    'i',
  ),
  new RegExp(
    `\\b(?:missing|no) (?:import|declaration|definition)(?: statement)? (?:for|of)(?: the)?(?: (?:function|class|variable|module|type))? ${nameInText}`,
    'i',
  ),
  new RegExp(`\\bforg[eo]t(?:ten)? to (?:import|declare|define) ${nameInText}`, 'i'),
];

/** May also say that the value is `undefined`: only believed to speak of the name where that can't be. */
const ambiguous = new RegExp(`${nameInText} is undefined`, 'i');

/** Why a remark that a name is not declared or imported is wrong. */
export function refuteUndeclared({ said, language, lines, code }: Remark): string | undefined {
  if (code === undefined) return undefined;
  const plain = patterns.map((pattern) => plainSubject(said, pattern)).find((name) => name !== undefined);
  const name = plain ?? plainSubject(said, ambiguous);
  const found = name === undefined ? undefined : occurrencesOf(name, code, language);
  if (name === undefined || found === undefined) return undefined;
  const here = found.filter((one) => isOn(one, lines) && one.role !== 'other');
  if (here.length === 0) return undefined;
  const declarations = found.map(({ role }) => role).filter(isDeclaration);
  const isFixed = ({ kind }: Declaration): boolean => kind === 'import' || kind === 'definition';
  const counted = plain === undefined ? declarations.filter(isFixed) : declarations;
  if (here.every((use) => isCovered(use, counted, code.tokens.length)))
    return `${name} is declared in this file`;
  if (declarations.length > 0) return undefined;
  if (language === 'go' && goImports(code).has(name)) return `${name} is imported in this file`;
  return globalsOf(language).has(name) ? `${name} is part of the language` : undefined;

  function isCovered(use: Occurrence, known: readonly Declaration[], end: number): boolean {
    if (isDeclaration(use.role) && known.includes(use.role))
      return use.role.kind !== 'variable' || here.every(({ role }) => isDeclaration(role));
    return known.some((one) => one.from <= use.index && use.index <= one.to && isBefore(one, use, end));
  }

  /** Imports, functions and parameters are known from the start; a variable from the line behind it. */
  function isBefore(one: Declaration, use: Occurrence, end: number): boolean {
    if (one.kind !== 'variable') return true;
    const isLater = (code?.tokens[one.index]?.line ?? 0) < use.line;
    const isGlobal = one.from === 0 && one.to === end;
    return isLater || (isGlobal && language === 'go');
  }
}
