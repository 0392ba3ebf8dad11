/** How comments and strings are written, as data of the oracle's own. */
export interface Marks {
  /** What an added comment is made of. */
  readonly added: 'block' | 'lines' | 'docstring';
  /** Begins each added line; of `lines` only. */
  readonly mark: '//' | '///';
  /** Strings that may run over lines, longest first, by what opens and what closes them. */
  readonly multiline: readonly (readonly [open: RegExp, close: (opened: string) => string])[];
  /** Whether block comments nest. */
  readonly nests: boolean;
  /** Whether a quote may begin a name: a lifetime. */
  readonly lifetimes: boolean;
  /** Whether a line that begins with `#` speaks to a preprocessor. */
  readonly directives: boolean;
}

const plain = { multiline: [], mark: '//', nests: false, lifetimes: false, directives: false } as const;

export const marksOf: Readonly<Record<string, Marks>> = {
  ts: { ...plain, added: 'block' },
  js: { ...plain, added: 'block' },
  py: { ...plain, added: 'docstring' },
  go: { ...plain, added: 'lines', multiline: [[/`/y, () => '`']] },
  java: { ...plain, added: 'block', multiline: [[/"""/y, () => '"""']] },
  rs: {
    ...plain,
    added: 'lines',
    mark: '///',
    nests: true,
    lifetimes: true,
    multiline: [
      [/\b(?:b|c)?r#*"/y, (opened) => `"${opened.replace(/[^#]/g, '')}`],
      [/"/y, () => '"'],
    ],
  },
  cs: {
    ...plain,
    added: 'lines',
    mark: '///',
    directives: true,
    multiline: [
      [/\$*"{3,}/y, (opened) => opened.replace(/\$/g, '')],
      [/(?:\$@|@\$|@)"/y, () => '"'],
    ],
  },
};
