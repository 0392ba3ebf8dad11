import type { TextRule } from './text-rule.ts';

/** Override, embedding and isolate controls: https://trojansource.codes (CVE-2021-42574). */
const bidiControl = /[\u202a-\u202e\u2066-\u2069]/;

/** Exactly seven, as git writes them, and a label behind: a heading underline is no marker. */
const conflictMarker = /^(?:<{7}|>{7}) \S/;

export const textRules: readonly TextRule[] = [
  {
    id: 'galley/merge-marker',
    severity: 'error',
    category: 'correctness',
    title: 'Merge conflict marker left in the file',
    message:
      'This line is a conflict marker that a merge left behind. Settle the conflict and delete the markers.',
    matches: (text) => conflictMarker.test(text),
  },
  {
    id: 'galley/bidi-control',
    severity: 'error',
    category: 'security',
    title: 'Invisible character reorders this line',
    message:
      'A bidirectional control character makes this line read differently from how it runs (Trojan Source, CVE-2021-42574). Delete it or write it as an escape.',
    matches: (text) => bidiControl.test(text),
  },
];
