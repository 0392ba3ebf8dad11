import { describe, expect, it } from 'vitest';
import { describeFailure, GalleyError, isGalleyError } from '../../src/errors.ts';

describe('describeFailure', () => {
  it.each([
    ['no server', 'refused', 'no server. refused.'],
    ['The reply ended.', 'It is not used.', 'The reply ended. It is not used.'],
    ['no server', '', 'no server.'],
  ])('makes sentences of %j and %j', (message, why, text) => {
    expect(describeFailure({ message, why })).toBe(text);
  });
});

it('recognises its errors without instanceof, across copies of the class', () => {
  expect(isGalleyError(new GalleyError('internal', { what: 'x' }))).toBe(true);
  expect(isGalleyError(new Error('x'))).toBe(false);
  expect(isGalleyError(undefined)).toBe(false);
});
