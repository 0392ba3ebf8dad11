import { expect, it } from 'vitest';
import { extensionsOf, languageOf } from '../../../src/change/chunk-language.ts';

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

it('every extension of a language stands for it', () => {
  expect(extensionsOf('typescript')).toEqual(['ts', 'mts', 'cts']);
  for (const extension of extensionsOf('python')) expect(languageOf(`a.${extension}`)).toBe('python');
  expect(extensionsOf('unheard-of')).toEqual([]);
  expect(extensionsOf('constructor')).toEqual([]);
});
