import type { DocTable } from './doc-table.ts';
import { anyLanguage, fileHeader, region, ruleLine, taskLabels } from './comment-marks.ts';
import { usualStyle } from './usual-style.ts';

export const rustTable: DocTable = {
  language: 'rust',
  form: 'rustdoc',
  comment: 'lines',
  docMark: /^\/\/\/(?!\/)|^\/\*\*(?![*/])/,
  directives: [/^\/\/\s*(?:rustfmt|clippy|cov|coverage|tarpaulin|grcov|ignore-tidy)\b/, ...anyLanguage],
  // Inner docs belong to the module they stand in.
  boundaries: [/^\/\/!/, /^\/\*!/, ruleLine, region, fileHeader],
  // A block of code in a doc is compiled and run as a test.
  banned: /```|~~~|^\s*\/\/\/ {5}/m,
  labels: taskLabels,
  params: 'none',
  mood: 'indicative',
  columns: false,
  style: { ...usualStyle, width: 100 },
};
