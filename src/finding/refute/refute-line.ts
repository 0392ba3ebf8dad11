import type { Code } from './code.ts';
import type { Remark } from './remark.ts';

const conditional =
  /\b(?:when|if|unless|in case|otherwise|else|default|branch|path|some cases|all cases|end of|after|loop)\b/i;

const missingReturn =
  /\b(?:missing (?:a )?[`'"]?return[`'"]?(?: statement| value| keyword)?|no [`'"]?return[`'"]? (?:statement|value)|lacks a return|does(?: not|n't) (?:have a return|return (?:anything|any value|a value)))\b/i;

/** Why a remark that nothing is returned is wrong: the line it stands at begins with `return`. */
export function refuteReturn({ said, quoted, lines }: Remark): string | undefined {
  if (!missingReturn.test(said) || conditional.test(said) || quoted === undefined) return undefined;
  const [first, second] = quoted.tokens;
  const returns = first?.text === 'return' && second !== undefined && second.text !== ';';
  return returns && second.line === first.line && lines.last >= lines.first
    ? 'the line returns a value'
    : undefined;
}

const syntax =
  /\b(?:syntax error|syntactically (?:invalid|incorrect|wrong)|invalid syntax|(?:missing|unclosed|unmatched|unbalanced|extra|no)(?: an?| the)?(?: closing| opening| trailing)? (?:semicolon|parenthes[ie]s|bracket|curly brace|curly bracket|brace)s?|unexpected token)\b/i;

/** Code in code has a syntax of its own. */
const otherSyntax =
  /\b(?:sql|quer(?:y|ies)|json|ya?ml|reg(?:ex|exp|ular expression)s?|html|css|xml|url|shell|command|selector|eval|pars(?:e[sdr]?|ing)|strings?|templates?|literal|patterns?|markdown|graphql|runtime|throws?|input|message|output)\b/i;

/** Why a remark about broken syntax is wrong: the file parses. */
export function refuteSyntax({ said, parses }: Remark): string | undefined {
  return parses === true && syntax.test(said) && !otherSyntax.test(said) ? 'the file parses' : undefined;
}

const unguarded =
  /\b(?:missing|no|without|lacks?)(?: an?| any)?(?: proper)? (?:null|undefined|nil|None|nullish|null\/undefined|null or undefined)[- ](?:check|guard|safety|check(?:s|ing)?)\b|\b(?:may|might|could|can) be (?:null|undefined|nullish)\b/i;

/** `user`, `user.profile`, in back quotes or quotes, or before the verb. */
const path = /[`'"]([A-Za-z_$][\w$]{0,60}(?:\??\.[A-Za-z_$][\w$]{0,60}){0,5})[`'"]/g;

/** Why a remark about a missing check for null is wrong: the line asks with `?.` or `??` each time. */
export function refuteUnguarded({ said, quoted, language }: Remark): string | undefined {
  if (quoted === undefined || language === 'python' || language === 'go') return undefined;
  if (!unguarded.test(said) || /\bNaN\b|\bpassed\b|\breturn(?:s|ed)?\b|\bstored\b/i.test(said))
    return undefined;
  const named = [...new Set([...said.matchAll(path)].map(([, name = '']) => name.replace('?.', '.')))];
  const names = named.filter((name) => name !== 'null' && name !== 'undefined');
  const [only] = names;
  if (only === undefined || names.length > 1) return undefined;
  const ends = endsOf(only.split('.'), quoted);
  const isGuarded = (end: number): boolean =>
    ['?.', '??', '??='].includes(quoted.at(end + 1)) && !isLeft(quoted, end);
  return ends.length > 0 && ends.every(isGuarded) ? `the line asks whether ${only} is there` : undefined;
}

/** Where the path stands in the line: the index of its last name. */
function endsOf(names: readonly string[], code: Code): number[] {
  return code.tokens.flatMap((_, start) => {
    if (['.', '?.'].includes(code.at(start - 1))) return [];
    const isHere = names.every(
      (name, step) =>
        code.tokens[start + 2 * step]?.kind === 'word' &&
        code.at(start + 2 * step) === name &&
        (step === 0 || ['.', '?.'].includes(code.at(start + 2 * step - 1))),
    );
    return isHere ? [start + 2 * (names.length - 1)] : [];
  });
}

/** `(user?.name).length`: behind the parenthesis nothing is guarded any more. */
function isLeft(code: Code, end: number): boolean {
  const opener = code.parent[end] ?? -1;
  const close = code.partner.get(opener);
  return (
    opener >= 0 && code.at(opener) === '(' && close !== undefined && ['.', '['].includes(code.at(close + 1))
  );
}

const style =
  /\b(?:naming convention|(?:inconsistent|poor|unclear|bad|non-descriptive|confusing) (?:naming|name|variable name|function name|formatting|spacing|style|indentation|quotes)|not (?:very )?descriptive|more descriptive|code style|styl(?:e|istic) (?:issue|guide|problem)|formatting|trailing (?:whitespace|spaces?|comma)|(?:extra|unnecessary|missing) (?:whitespace|blank line|space|newline|trailing comma)|typo in (?:the |a |this )?(?:comment|doc ?string|documentation)|missing (?:a )?(?:comments?|doc ?strings?|documentation|jsdoc|doc comment)|magic (?:number|string)|line (?:is )?too long|readability|hard to read|camel ?case|snake_case|double quotes|single quotes|indentation)\b/i;

/** It may be more than style, whatever it is called. */
const consequence =
  /\b(?:crash\w*|wrong|fail\w*|throw\w*|error\w*|leak\w*|undefined|null|NaN|never|infinite|bug\w*|incorrect\w*|secur\w*|inject\w*|break\w*|broken|lost|lose[sd]?|race|overflow\w*|exception\w*|ignored|unreachable|skip\w*|vulnerab\w*|behaviou?r|logic\w*|outside|inside|block)\b/i;

/** Why a remark is none worth making: it is about style. */
export function refuteStyle({ said, language }: Remark): string | undefined {
  if (!style.test(said) || consequence.test(said)) return undefined;
  const meansSomething = ['python', 'yaml', 'text', 'makefile'].includes(language);
  return meansSomething && /\bindentation|space|newline\b/i.test(said) ? undefined : 'it is about style';
}
