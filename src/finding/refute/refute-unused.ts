import { findAhead, type Code, type Declaration } from './code.ts';
import { goImports } from './go-names.ts';
import { isDeclaration, isOn, occurrencesOf, type Occurrence } from './names.ts';
import { nameInText, plainSubject, type Remark } from './remark.ts';

const thing = '(?:variable|import|parameter|argument|constant|function|class|type|package|module)';

const patterns = [
  new RegExp(`\\bunused (?:local |imported |named )?${thing}s?:? ${nameInText}`, 'i'),
  new RegExp(
    `${nameInText}(?: ${thing})?(?: (?:is|was))?(?: (?:declared|defined|imported|passed|assigned|created)(?: here)?,? (?:but|and))?(?: (?:is|was|it is))? (?:(?:never|not)(?: actually)?(?: being)? (?:used|referenced)|unused)\\b`,
    'i',
  ),
];

/** Why a remark that a variable, an import or a parameter is not used is wrong. */
export function refuteUnused({ said, language, lines, code }: Remark): string | undefined {
  const name = patterns.map((pattern) => plainSubject(said, pattern)).find((one) => one !== undefined);
  const found = name === undefined || code === undefined ? undefined : occurrencesOf(name, code, language);
  if (name === undefined || code === undefined || found === undefined) return undefined;
  const declared = found.map(({ role }) => role).filter(isDeclaration);
  const reason = `${name} is used in this file`;
  if (language === 'go' && declared.length === 0 && goImports(code).has(name))
    return found.some(({ index, role }) => role === 'use' && code.at(index + 1) === '.') ? reason : undefined;
  const own = declared.filter(({ index }) => found.some((one) => one.index === index && isOn(one, lines)));
  const [declaration] = own;
  if (declaration === undefined || own.length > 1) return undefined;
  const isInside = (index: number): boolean => declaration.from <= index && index <= declaration.to;
  // Another one of that name in the scope: which of them is used, only a resolver knows.
  if (declared.some((other) => other !== declaration && isInside(other.index))) return undefined;
  const self = selfOf(declaration, code);
  const isUsed = ({ role, index }: Occurrence): boolean =>
    role === 'use' && isInside(index) && (index < self.from || index > self.to);
  return found.some(isUsed) ? reason : undefined;
}

/** A function that only calls itself is not used. */
function selfOf({ kind, index }: Declaration, code: Code): { from: number; to: number } {
  const body = kind === 'definition' ? findAhead(code, index, ['{']) : undefined;
  return { from: index, to: (body === undefined ? undefined : code.partner.get(body)) ?? index };
}
