import type { DocTable } from './doc-table.ts';
import { anyLanguage, bannedTag, fileHeader, region, ruleLine, taskLabels } from './comment-marks.ts';
import { usualStyle } from './usual-style.ts';

export const javaTable: DocTable = {
  language: 'java',
  form: 'javadoc',
  comment: 'block',
  // `///` is Markdown documentation since Java 23 (JEP 467).
  docMark: /^\/\*\*(?![*/])|^\/\/\//,
  directives: [
    /^\/[/*][\s*]*(?:CHECKSTYLE|@formatter:|NOPMD|CPD-O|spotless:|google-java-format|noinspection|\$NON-NLS|@noinspection|PMD)/i,
    ...anyLanguage,
  ],
  boundaries: [ruleLine, region, fileHeader],
  // An escape is read before comments are looked for (JLS 3.3): it may end one, and a broken one is an error.
  banned: new RegExp(String.raw`\\+u|${bannedTag.source}`, 'u'),
  labels: taskLabels,
  params: 'partial',
  mood: 'indicative',
  columns: false,
  style: { ...usualStyle, width: 100, gap: true },
};
