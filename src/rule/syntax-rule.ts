/** What ast-grep looks for, as plain data: its own words, https://ast-grep.github.io/reference/rule.html */
export interface SyntaxRule {
  readonly rule: SyntaxPattern;
  /** What a variable of the rule must look like as well, by its name without `$`. */
  readonly constraints?: Readonly<Record<string, SyntaxPattern>>;
  /** Rules that others name with `matches`. */
  readonly utils?: Readonly<Record<string, SyntaxPattern>>;
  /** Variables made from others, for the fix. */
  readonly transform?: Readonly<Record<string, unknown>>;
}

/** A rule object. What is inside is checked by the engine alone: it says best what it does not understand. */
export type SyntaxPattern = Readonly<Record<string, unknown>>;

/** A part of a text. Offsets are UTF-16 units as in JavaScript strings, `end` exclusive; lines 1-based, inclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
  readonly startLine: number;
  readonly endLine: number;
}

/** What a variable stands for. An empty `$$$LIST` captures nothing and is left out. */
export interface SyntaxCapture extends TextRange {
  readonly text: string;
}

/** One place where a SyntaxRule holds. */
export interface SyntaxMatch extends TextRange {
  /** By name without `$`; those of `transform`, which stand nowhere, are in `transformed`. */
  readonly captures: Readonly<Record<string, SyntaxCapture>>;
  readonly transformed: Readonly<Record<string, string>>;
}

/** The names of all variables that a rule binds, without `$`; `$_` and `$_NAME` bind nothing. */
export function variablesOf({ rule, constraints, utils }: SyntaxRule): string[] {
  const names = new Set<string>();
  const visit = (value: unknown): void => {
    if (typeof value === 'string') {
      for (const [, name = ''] of value.matchAll(/\${1,3}([A-Z][A-Z0-9_]*)/g)) names.add(name);
    } else if (typeof value === 'object' && value !== null) {
      for (const part of Object.values(value)) visit(part);
    }
  };
  visit([rule, constraints, utils]);
  return [...names];
}
