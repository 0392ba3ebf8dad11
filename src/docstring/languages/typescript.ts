import type { DocTable } from './doc-table.ts';
import { anyLanguage, bannedTag, fileHeader, region, ruleLine, taskLabels } from './comment-marks.ts';
import { usualStyle } from './usual-style.ts';

export const typescriptTable: DocTable = {
  language: 'typescript',
  form: 'jsdoc',
  comment: 'block',
  docMark: /^\/\*\*(?![*/])/,
  directives: [
    /^\/[/*][\s*]*@ts-(?:expect-error|ignore)\b/,
    /^\/[/*][\s*]*(?:eslint|oxlint)-disable-next-line\b/,
    /^\/[/*][\s*]*(?:biome-ignore|rome-ignore|prettier-ignore|dprint-ignore|deno-(?:lint|fmt|coverage)-ignore|tslint:disable-next-line|stylelint-disable-next-line)\b/,
    /^\/[/*][\s*]*(?:istanbul|c8|v8|node:coverage)\s+(?:ignore|disable)\b/,
    /^\/[/*][\s*]*Stryker (?:disable|restore)\b/,
    /^\/[/*][\s*]*[#@]__[A-Z_]+__/,
    /^\/[/*][\s*]*(?:@vite-ignore|webpack[A-Z]\w*:|turbopack[A-Z]\w*:|\$Flow\w+|knip-ignore|sort-imports-ignore)/,
    /^\/\/\/\s*</,
    ...anyLanguage,
  ],
  boundaries: [
    ruleLine,
    region,
    fileHeader,
    /^\/[/*][\s*]*@(?:ts-(?:no)?check|(?:no)?flow|jsx\w*|jest-environment|vitest-environment|format)\b/,
    /^\/\*\s*(?:eslint(?:-disable|-enable|-env)?|oxlint-(?:disable|enable)|globals?|exported|jshint|jslint)\s/,
    /^\/\/\s*(?:eslint|oxlint)-(?:disable|enable)\b(?!-)/,
    /^\/\/[#@]\s/,
  ],
  banned: bannedTag,
  labels: taskLabels,
  params: 'partial',
  mood: 'any',
  columns: false,
  style: { ...usualStyle, width: 100, shape: 'one-line' },
};

export const tsxTable: DocTable = { ...typescriptTable, language: 'tsx' };
