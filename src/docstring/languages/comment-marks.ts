/** A comment of punctuation only: `// ------`, `/* ==== *\/`. */
export const ruleLine = /^(?:\/\/|\/\*)[^\p{L}\p{N}]{3,}$/u;

/** Folding marks of editors. */
export const region = /^\/\/\s*#?(?:end)?region\b|^\/\/\s*<\/?editor-fold\b|^\/\/\s*MARK:/;

/** Comments about a whole file: licences, and what describes the file itself. */
export const fileHeader =
  /^\/\*!|@(?:licen[sc]e|preserve|copyright|file|fileoverview|packageDocumentation|module)\b|^\/[/*][\s*/]*(?:copyright\b|SPDX-)/i;

/** Of tools that read any language. */
export const anyLanguage = [
  /^\/[/*][\s*]*(?:NOSONAR|NOLINT|noinspection|language=|LCOV_EXCL|spell-?checker:|cspell:|codespell:|nosemgrep|snyk:|semgrep|gitleaks:|coverage:ignore|keep-sorted)/i,
];

/** Words that readers of comments look for, with a colon, in every language. */
export const taskLabels = ['TODO', 'FIXME', 'XXX', 'HACK', 'BUG', 'Deprecated', 'Example', 'Examples'];

/** Tags that change what a declaration is, hide it, or say what nobody but its owner can know. */
const bannedTags = `internal private protected public package access deprecated type typedef callback template overload
import satisfies this enum implements extends augments class constructor jsx jsxRuntime jsxImportSource jsxFrag license
preserve todo author since version experimental alpha beta override inheritDoc hidden ignore example readonly ts-check
ts-nocheck ts-ignore ts-expect-error flow noflow`;

/** A banned tag where a parser would see one: behind anything but a letter, a digit or `_`. */
export const bannedTag = new RegExp(`(?<![\\p{L}\\p{N}_])@(?:${bannedTags.split(/\s+/).join('|')})\\b`, 'u');
