import { expect, it } from 'vitest';
import { languageOf } from '../../../src/change/chunk-language.ts';

it.each([
  ['src/a.TS', 'typescript'],
  ['a.d.mts', 'typescript'],
  ['x.y/Makefile', 'makefile'],
  ['Gemfile', 'ruby'],
  ['.ts', 'text'],
  ['a.b/c', 'text'],
  ['a.constructor', 'text'],
  ['a.', 'text'],
])('%s is %s', (path, language) => {
  expect(languageOf(path)).toBe(language);
});
