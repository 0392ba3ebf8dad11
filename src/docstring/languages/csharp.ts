import type { DocTable } from './doc-table.ts';
import { anyLanguage, fileHeader, region, ruleLine, taskLabels } from './comment-marks.ts';
import { usualStyle } from './usual-style.ts';

export const csharpTable: DocTable = {
  language: 'csharp',
  form: 'xmldoc',
  comment: 'lines',
  docMark: /^\/\/\/(?!\/)|^\/\*\*(?![*/])/,
  directives: [
    /^\/[/*][\s*]*(?:ReSharper|csharpier-ignore|dotnet-format|@formatter:|Stryker|InspectCode|CodeMaid|SA\d|CA\d)/,
    ...anyLanguage,
  ],
  boundaries: [/^\/\/\s*<auto-?generated/i, ruleLine, region, fileHeader],
  // Any element but those that are written for it.
  banned: /<(?!\/?(?:summary|param|typeparam|returns|exception|c)\b)[a-z!?/]/i,
  labels: taskLabels,
  params: 'whole',
  mood: 'indicative',
  columns: false,
  style: { ...usualStyle, width: 120 },
};
