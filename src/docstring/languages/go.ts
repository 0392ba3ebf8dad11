import type { DocTable } from './doc-table.ts';
import { taskLabels } from './comment-marks.ts';
import { usualStyle } from './usual-style.ts';

export const goTable: DocTable = {
  language: 'go',
  form: 'godoc',
  comment: 'lines',
  docMark: undefined,
  directives: [
    // https://go.dev/doc/comment#syntax, "directive comments". A bare `nolint` is none: gofmt takes it for text as soon
    // as a doc stands above it, so that it counts as a comment that is there.
    /^\/\/(?:[a-z0-9]+:[a-z0-9]|line |extern |export )/,
  ],
  // What touches a declaration is its doc, even a rule of dashes.
  boundaries: [],
  banned:
    /^\s*\/\/ ?(?:Deprecated|Output|Unordered output|BUG\(\w*\)|TODO\(\w*\)):|^\s*\/\/(?:[a-z0-9]+:[a-z0-9]|line |extern |export )|^\s*\/\/ ?\+build\b/m,
  labels: [...taskLabels, 'Output'],
  params: 'none',
  // Its renderer sees to the verb, since the name comes first.
  mood: 'any',
  columns: true,
  style: { ...usualStyle, width: 80 },
};
