import { expect, it } from 'vitest';
import { CannotRunError, FormatError, messageOf, PaperError, TemporaryError } from '../src/errors.js';

it.each([
  [new Error('no room'), 'no room'],
  ['just a text', 'just a text'],
  [new Error('cannot write', { cause: new Error('ENOSPC') }), 'cannot write (ENOSPC)'],
  [new Error('cannot write: ENOSPC', { cause: new Error('ENOSPC') }), 'cannot write: ENOSPC'],
  [new Error('a', { cause: new Error('b', { cause: new Error('c') }) }), 'a (b; c)'],
  [new Error('a: b', { cause: new Error('b', { cause: new Error('c') }) }), 'a: b (c)'],
  [new TypeError(), 'TypeError'],
])('messageOf says once what each cause adds: %s', (error, text) => {
  expect(messageOf(error)).toBe(text);
});

it('errors are classed by what the caller does next', () => {
  const place = { path: 'a.obo', line: 3 };
  const errors = [new PaperError('x'), new TemporaryError('x'), new CannotRunError('x'), new FormatError(place, 'x')];
  expect(errors.map((error) => error.next)).toEqual(['skip', 'retry-next-run', 'stop', 'stop']);
  expect(errors.map((error) => error.name)).toEqual(['PaperError', 'TemporaryError', 'CannotRunError', 'FormatError']);
});

it('a format error names file and line', () => {
  expect(new FormatError({ path: 'a.obo', line: 3 }, 'expected an id').message).toBe('a.obo:3: expected an id');
  expect(new FormatError({ path: 'a.json', line: 0 }, 'expected an id').message).toBe('a.json: expected an id');
});
