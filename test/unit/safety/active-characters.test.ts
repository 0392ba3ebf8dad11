import { describe, expect, it } from 'vitest';
import { showValue } from '../../../src/config/config-problem.ts';
import { logTo } from '../../../src/entry/cli/terminal-log.ts';
import { explainError } from '../../../src/entry/cli/explain-error.ts';
import { GalleyError } from '../../../src/errors.ts';
import { explainFailure } from '../../../src/model/transport/explain-failure.ts';
import { inertLine, inertName, inertText } from '../../../src/safety/inert-text.ts';
import { stringifyJson } from '../../../src/report/stringify-json.ts';
import { printable } from '../../../src/safety/printable.ts';
import { removeInvisible } from '../../../src/safety/remove-invisible.ts';
import { sanitise } from '../../../src/safety/sanitise.ts';

/** First and last of each range, from Unicode's own lists; not complete, and none of it may pass anywhere. */
const ranges: readonly (readonly [string, number, number])[] = [
  ['C0 controls', 0x00, 0x1f],
  ['DEL and C1 controls', 0x7f, 0x9f],
  ['soft hyphen', 0xad, 0xad],
  ['grapheme joiner', 0x34f, 0x34f],
  ['Arabic letter mark', 0x61c, 0x61c],
  ['Hangul fillers', 0x115f, 0x1160],
  ['Khmer inherent vowels', 0x17b4, 0x17b5],
  ['Mongolian selectors', 0x180b, 0x180f],
  ['zero widths and direction marks', 0x200b, 0x200f],
  ['separators, embeddings, overrides', 0x2028, 0x202e],
  ['invisible operators and isolates', 0x2060, 0x206f],
  ['Braille blank', 0x2800, 0x2800],
  ['Hangul filler', 0x3164, 0x3164],
  ['lone surrogates', 0xd800, 0xdfff],
  ['noncharacters', 0xfdd0, 0xfdef],
  ['variation selectors', 0xfe00, 0xfe0f],
  ['byte order mark', 0xfeff, 0xfeff],
  ['half-width filler', 0xffa0, 0xffa0],
  ['interlinear marks', 0xfff9, 0xfffb],
  ['last of the plane', 0xfffe, 0xffff],
  ['musical controls', 0x1d173, 0x1d17a],
  ['tags', 0xe0000, 0xe007f],
  ['more variation selectors', 0xe0100, 0xe01ef],
];

/** Each place that prints what others wrote. */
const places: Readonly<Record<string, (text: string) => string>> = {
  sanitise: (text) => sanitise(text, 100),
  removeInvisible,
  printable: (text) => printable(text, 100),
  inertText,
  inertLine,
  inertName,
  stringifyJson,
  showValue,
  'a refusal of the server': (text) =>
    explainFailure({ status: 500, body: text }, { model: '', pull: '' }).why,
  'an error message': (text) =>
    explainError(new GalleyError('git-failed', { what: text }), false).replace(/\n$/, ''),
  'the log': (text) => {
    let line = '';
    const terminal = { env: {}, err: (out: string) => (line += out) };
    logTo(terminal as never).warn(text, { [text]: text });
    return line.replace(/\n$/, '');
  },
};

/** May keep line feeds and tabs. */
const manyLines = new Set(['removeInvisible', 'inertText', 'an error message']);

describe.each(Object.entries(places))('%s', (name, print) => {
  it.each(ranges)('lets no character of these act: %s', (_, first, last) => {
    for (let code = first; code <= last; code++) {
      const character = String.fromCodePoint(code);
      if (manyLines.has(name) && (character === '\n' || character === '\t')) continue;
      const text = print(`a${character}b`);
      // As whole characters: half of a pair is no lone surrogate.
      expect(Array.from(text), code.toString(16)).not.toContain(character);
      expect(text, code.toString(16)).toContain('a');
    }
  });

  it('leaves what people write', () => {
    for (const word of ['naïve', 'Grüße', '日本語', 'שלום', '👍', '⚠️', 'e\u0301'])
      expect(print(`a ${word} b`)).toContain(word);
  });
});
