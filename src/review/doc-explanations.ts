import { docRules } from './doc-finding.ts';

/** What there is to say of findings about docs without code at hand. */
export const docExplanations = [
  {
    id: docRules.stale,
    severity: 'info',
    category: 'docs',
    title: 'The doc of a declaration does not fit it',
    message:
      'It documents a parameter that is gone or has another name, or leaves out one where others are documented. A review reports what the change itself made untrue (docs.review: stale); a certain renaming comes with a fix. galley docs --check finds all of them.',
  },
  {
    id: docRules.undocumented,
    severity: 'info',
    category: 'docs',
    title: 'A public declaration has no doc comment',
    message:
      'A review reports those that the change adds or whose head it changes, with docs.review: all. Where a model has something to say that fits the code, the doc comment comes as a proved suggestion; galley docs --write writes it.',
  },
] as const;
