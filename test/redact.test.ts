import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { errorText, keepSecret } from '../src/cli/error-text.js';
import { loadSettings } from '../src/config.js';
import { CannotRunError } from '../src/errors.js';
import { redactor, redactorOf, secretsOf } from '../src/redact.js';

const SECRET = 's3cr3t-Pässword/+ &"x';

describe('a secret of the settings is taken out however it is spelled', () => {
  const redact = redactorOf([SECRET, 'ab']);
  it.each([
    [`login with ${SECRET} failed`, 'login with *** failed'],
    [`${SECRET}${SECRET}`, '******'],
    [`u=${encodeURIComponent(SECRET)}`, 'u=***'],
    [`u=${encodeURIComponent(SECRET).replaceAll('%20', '+')}`, 'u=***'],
    [`{"p":${JSON.stringify(SECRET)}}`, '{"p":"***"}'],
    ['a short one: ab, but not in about or cab', 'a short one: ***, but not in about or cab'],
    ['nothing to hide', 'nothing to hide'],
  ])('%s', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });
});

describe('secrets of addresses and headers are taken out without being known', () => {
  const redact = redactorOf([]);
  it.each([
    ['bolt://neo4j:pass-word@db.example:7687', 'bolt://***@db.example:7687'],
    ['https://ghp_abcdef@github.com/x and http://a:b@c/', 'https://***@github.com/x and http://***@c/'],
    ['//user:pass@host/path', '//***@host/path'],
    ['https://unpkg.com/@scope/x and mail to a@b.org', 'https://unpkg.com/@scope/x and mail to a@b.org'],
    ['https://a.org/x?token=abc&page=2', 'https://a.org/x?token=***&page=2'],
    ['https://a.org/x?page=2&access_token=abc#top', 'https://a.org/x?page=2&access_token=***#top'],
    [
      'https://a.org/?X-Amz-Signature=1f&X-Amz-Credential=k%2F1&X-Amz-Date=2',
      'https://a.org/?X-Amz-Signature=***&X-Amz-Credential=***&X-Amz-Date=2',
    ],
    [
      'https://a.org/?apiKey=1&api_key=2&apikey=3&KEY=4&client-secret=5',
      'https://a.org/?apiKey=***&api_key=***&apikey=***&KEY=***&client-secret=***',
    ],
    ['https://a.org/?%74oken=1&sig=2&jwt=3', 'https://a.org/?%74oken=***&sig=***&jwt=***'],
    ['https://a.org/#access_token=abc', 'https://a.org/#access_token=***'],
    [
      'https://a.org/?keyword=p53&author=Li&monkey=1&tokens=3',
      'https://a.org/?keyword=p53&author=Li&monkey=1&tokens=3',
    ],
    ['{"Authorization":"Bearer abc.def"}', '{"Authorization":"Bearer ***"}'],
    ['authorization: Basic dTpw, x', 'authorization: Basic ***, x'],
    ['basic helix-loop-helix; the key = 4; TOKEN is a word', 'basic helix-loop-helix; the key = 4; TOKEN is a word'],
    ['https://a.org/?token=%zz', 'https://a.org/?token=***'],
  ])('%s', (text, expected) => {
    expect(redact(text)).toBe(expected);
    expect(redact(expected)).toBe(expected);
  });
});

describe('redacting plain data', () => {
  it('goes to any depth, and leaves names of fields and the rest as they are', () => {
    const bytes = new Uint8Array([1]);
    const when = new Date(0);
    const event = {
      a: ['x secret1 y', 3, null, { link: 'secret1', secret1: 2 }],
      bytes,
      when,
      none: undefined,
      yes: true,
    };
    expect(redactorOf(['secret1'])(event)).toEqual({
      a: ['x *** y', 3, null, { link: '***', secret1: 2 }],
      bytes,
      when,
      none: undefined,
      yes: true,
    });
  });

  it.each(['paper', 'failed', 'fetch', 'papers', 'done'])(
    'a password %s does not change what a record says',
    (password) => {
      const event = {
        event: 'paper-done',
        outcome: { kind: 'failed', paperId: 'PMC:PMC1', stage: 'fetch' },
        papers: { failed: 1 },
      };
      expect(redactorOf([password])(event)).toEqual(event);
    },
  );

  it('goes on below a field of that name', () => {
    const event = { event: 'paper-done', outcome: { kind: 'failed', trouble: { message: 'with secret1' } } };
    expect(JSON.stringify(redactorOf(['secret1'])(event))).not.toContain('secret1');
  });

  it('gives the same object where there is nothing to hide', () => {
    const event = { a: ['x', { b: 'https://a.org/?page=1' }] };
    expect(redactorOf(['secret1'])(event)).toBe(event);
  });

  it('never lets a secret through, at whatever place', () => {
    const secret = fc
      .string({ minLength: 4, maxLength: 30, unit: 'grapheme' })
      .filter((text) => !text.includes('*') && text.trim() !== '');
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), fc.constantFrom(0, 1, 2, 3), (key, before, after, depth) => {
        const redact = redactorOf([key]);
        const text = before + key + after;
        const inside = [
          text,
          [text],
          { anything: [text] },
          { event: 'x', problem: { place: { path: text }, n: [{ text }] } },
        ];
        const strings = stringsOf(redact(inside[depth]));
        expect(strings.filter((string) => string.includes(key))).toEqual([]);
        expect(redact(`https://a.org/?q=${encodeURIComponent(key)}&z`)).not.toContain(encodeURIComponent(key));
      }),
      { numRuns: 500 },
    );
  });
});

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => [key, ...stringsOf(item)]);
}

describe('secrets of the settings', () => {
  const environment = {
    NEO4J_PASSWORD: 'hunter2-hunter2',
    NEO4J_URI: 'bolt://me:in/url@db:7687',
    PAPERGRAPH_FETCH_HOST_MAP: '{"a.org": "https://u:mirror-pw@m.org"}',
  };

  it('are the password and what stands in addresses', () => {
    expect(secretsOf(loadSettings({ environment }))).toEqual(['hunter2-hunter2', 'in/url', 'mirror-pw']);
    expect(secretsOf(loadSettings({ environment: {} }))).toEqual([]);
  });

  it('never stand in what the redactor gives', () => {
    const redact = redactor(loadSettings({ environment }));
    expect(redact(['bolt://me:in/url@db:7687', 'hunter2-hunter2?'])).toEqual(['bolt://***@db:7687', '***?']);
  });

  it('never stand in an error that ends a command', () => {
    keepSecret(loadSettings({ environment }));
    const error = new CannotRunError('db:7687 refused hunter2-hunter2', new Error('at https://x:y@z/'));
    expect(errorText(error, {})).toBe('papergraph: db:7687 refused *** (at https://***@z/)');
    expect(errorText(new Error('env-password-1'), { NEO4J_PASSWORD: 'env-password-1' })).not.toContain(
      'env-password-1',
    );
  });

  it.each([
    ['bad YAML at line 2:\n\ngraph:\n  password: hunter3\n', 'hunter3'],
    ['  "token": "abc-def",', 'abc-def'],
  ])('are taken out of quoted lines of a settings file: %j', (message, secret) => {
    expect(errorText(new CannotRunError(message), {})).not.toContain(secret);
  });

  it('errors of settings still say what was expected', () => {
    const message = 'graph.password: expected a text, got a value that is not shown';
    expect(errorText(new CannotRunError(message), {})).toBe(`papergraph: ${message}`);
  });
});
