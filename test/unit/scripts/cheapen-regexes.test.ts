import { describe, expect, it } from 'vitest';
import { cheapRegex, cheapenRegexes } from '../../../scripts/build/cheapen-regexes.ts';

describe('cheapRegex', () => {
  it.each([
    ['a search becomes an anchored match', 'swap|turn', '^(?s:.*)(?:swap|turn)'],
    ['an anchored one stays', '^(?:md5|sha1)$', '^(?:md5|sha1)$'],
    ['an anchor of one alternative is none of the other', '^a|b', '^(?s:.*)(?:^a|b)'],
    ['a bar in a group or a class is no alternative', '^(a|b)[|]\\|$', '^(a|b)[|]\\|$'],
    ['words, digits and blanks are those of ASCII', '^\\w+[\\d.]\\s?$', '^[0-9A-Za-z_]+[0-9.][\\t-\\r ]?$'],
    ['an escaped backslash is no class', '^\\\\w$', '^\\\\w$'],
    ['so is case', '(?i)^swap$', '(?i-u)^swap$'],
    ['but not where a dot stands for any character', '(?i)^a.b$', '(?i)^a.b$'],
    ['nor where a class denies', '(?i)^[^a]$', '(?i)^[^a]$'],
    ['nor around letters of other scripts', '(?i)^é$', '(?i)^é$'],
  ])('%s', (_, regex, cheap) => {
    expect(cheapRegex(regex)).toBe(cheap);
  });
});

it('changes regular expressions wherever they stand in a rule, and nothing else', () => {
  const rule = { any: [{ kind: 'string', regex: 'a' }, { has: { pattern: '\\w', regex: '^\\d$' } }] };
  expect(cheapenRegexes(rule)).toEqual({
    any: [{ kind: 'string', regex: '^(?s:.*)(?:a)' }, { has: { pattern: '\\w', regex: '^[0-9]$' } }],
  });
});
