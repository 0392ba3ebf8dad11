/** What a single line seems to declare, judged by its words alone. */
export interface DeclaredName {
  /** Symbol, parts joined by `.`: `Server.Start`. */
  readonly name: string;
  readonly kind: 'function' | 'class';
  /** A keyword says so. Else it is a name with parentheses, which only a body below tells from a call. */
  readonly isCertain: boolean;
}

/** Longest line looked at, in characters: the patterns stay cheap on minified text. */
const maxLength = 400;

/**
 * The name that a declaration's first line gives, or undefined when the line declares nothing. Used where no parser
 * reads the file: for the section git prints behind `@@` and for languages known by indentation only.
 */
export function declaredName(line: string): DeclaredName | undefined {
  const text = line.slice(0, maxLength).trim();
  const type = typePattern.exec(text);
  if (type?.[1] !== undefined) return { name: plain(type[1]), kind: 'class', isCertain: true };
  const method = goMethodPattern.exec(text);
  if (method?.[1] !== undefined)
    return { name: `${method[1]}.${method[2] ?? ''}`, kind: 'function', isCertain: true };
  for (const pattern of [functionPattern, valuePattern, callablePattern]) {
    const name = pattern.exec(text)?.[1];
    if (name !== undefined && !statementWords.has(name)) {
      return { name: plain(name), kind: 'function', isCertain: pattern !== callablePattern };
    }
  }
  return undefined;
}

const word = '[\\p{L}_$][\\p{L}\\p{N}_$]*';
const path = `${word}(?:(?:\\.|::)~?${word})*`;

const typePattern = new RegExp(
  `^(?:[\\w@]+ +){0,4}(?:class|interface|trait|struct|enum|impl(?:<[^>]*>)?|module|namespace|object|protocol|extension|record|defmodule|defprotocol|contract|message|service) +(?:[^{]* for +)?(${path})`,
  'u',
);

const goMethodPattern = new RegExp(`^func +\\([^)]*?(${word})(?:\\[[^)]*)?\\) *(${word})`, 'u');

const functionPattern = new RegExp(
  `^(?:[\\w@]+ +){0,5}(?:function\\*?|def|defp|defmacro|fn|fun|func|sub|proc|procedure|FUNCTION|PROCEDURE) +(?:<[^>]*> *)?(?:self\\.)?(${path}[?!]?)`,
  'u',
);

const valuePattern = new RegExp(
  `^(?:[\\w@]+ +){0,3}(?:const|let|var|val|local) +(${word})[^=]*= *(?:async\\b|function\\b|fun\\b|\\(.*=>|${word} *=>|\\{)`,
  'u',
);

/** A C-like or shell header: words, then `name(`, and nothing that only a statement has. */
const callablePattern = new RegExp(
  `^(?:[\\w@:<>,*&?[\\]]+ +[*&]*){0,6}(~?${path})\\([^;="'\`]*(?:$|[{:,])`,
  'u',
);

const statementWords = new Set(
  'if else for foreach while until switch match case catch return await yield throw new do try when with unless elif elsif super this assert and or not in'.split(
    ' ',
  ),
);

function plain(name: string): string {
  return name.replace(/::/g, '.');
}
