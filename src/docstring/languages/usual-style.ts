import type { DocStyle } from '../style.ts';

/** Where a language has no custom of its own. */
export const usualStyle = {
  eol: '\n',
  shape: 'block',
  sections: 'google',
  hyphen: true,
  gap: false,
  types: 'none',
  yieldTypes: false,
  required: [],
  fullStop: true,
} as const satisfies Partial<DocStyle>;
