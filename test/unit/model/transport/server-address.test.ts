import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isGalleyError, type GalleyError } from '../../../../src/errors.ts';
import { resolveServerAddress, type ServerInput } from '../../../../src/model/transport/server-address.ts';

function errorOf(input: ServerInput): GalleyError {
  try {
    resolveServerAddress(input);
  } catch (error) {
    if (isGalleyError(error)) return error;
    throw error;
  }
  throw new Error(`accepted ${JSON.stringify(input)}`);
}

describe('resolveServerAddress', () => {
  it('takes the flag, then GALLEY_SERVER, then OLLAMA_HOST, then the default', () => {
    const all = { server: 'http://a:1', galleyServer: 'http://b:2', ollamaHost: 'c:3' };
    expect(resolveServerAddress(all)).toMatchObject({ origin: '--server' });
    expect(resolveServerAddress({ ...all, server: undefined }).url.host).toBe('b:2');
    const ollama = resolveServerAddress({ ...all, server: undefined, galleyServer: ' ' });
    expect([ollama.origin, ollama.url.host]).toEqual(['OLLAMA_HOST', 'c:3']);
    const none = resolveServerAddress({ galleyServer: '', ollamaHost: '""' });
    expect([none.origin, none.url.href, none.backend]).toEqual([
      'default',
      'http://127.0.0.1:11434/',
      'ollama',
    ]);
  });

  // Left: OLLAMA_HOST; right: what Ollama's client calls (envconfig Host, ConnectableHost).
  it.each([
    ['127.0.0.1', 'http://127.0.0.1:11434/'],
    ['127.0.0.1:1234', 'http://127.0.0.1:1234/'],
    [':1234', 'http://127.0.0.1:1234/'],
    ['example.com', 'http://example.com:11434/'],
    ['example.com:', 'http://example.com:11434/'],
    ['http://example.com', 'http://example.com/'],
    ['https://example.com', 'https://example.com/'],
    ['HTTP://Example.com:8080', 'http://example.com:8080/'],
    ['http://example.com/', 'http://example.com/'],
    ['https://example.com/ollama/', 'https://example.com/ollama'],
    ['example.com/ollama', 'http://example.com:11434/ollama'],
    ['::1', 'http://[::1]:11434/'],
    ['[::1]', 'http://[::1]:11434/'],
    ['[::1]:1337', 'http://[::1]:1337/'],
    [' "127.0.0.1:8080" ', 'http://127.0.0.1:8080/'],
    ["'localhost'", 'http://localhost:11434/'],
    ['0.0.0.0', 'http://127.0.0.1:11434/'],
    ['0.0.0.0:8080', 'http://127.0.0.1:8080/'],
    ['[::]:8080', 'http://[::1]:8080/'],
    ['::', 'http://[::1]:11434/'],
    ['http://0', 'http://127.0.0.1/'],
  ])('reads %s as %s', (ollamaHost, href) => {
    expect(resolveServerAddress({ ollamaHost }).url.href).toBe(href);
  });

  it('takes /v1 for the OpenAI protocol unless the backend is named', () => {
    expect(resolveServerAddress({ server: 'http://127.0.0.1:8080/v1/' }).backend).toBe('openai');
    expect(resolveServerAddress({ server: 'http://127.0.0.1:8080/v1', backend: 'ollama' }).backend).toBe(
      'ollama',
    );
    expect(resolveServerAddress({ server: 'http://127.0.0.1:8080', backend: 'openai' }).backend).toBe(
      'openai',
    );
    expect(resolveServerAddress({ server: 'http://127.0.0.1:8080/v12' }).backend).toBe('ollama');
  });

  it.each([
    '',
    'ftp://127.0.0.1',
    'file:///etc/passwd',
    'file:/etc/passwd',
    'unix://socket',
    'javascript:alert(1)',
    'http://',
    'http:///v1',
    '//127.0.0.1',
    'http:/127.0.0.1',
    'http://user@127.0.0.1',
    'user:pass@127.0.0.1:11434',
    'http://127.0.0.1\\@evil.example',
    'http://127.0.0.1:99999',
    'http://127.0.0.1:0',
    'http://127.0.0.1:1x',
    'host:port',
    'http://a b',
    'http://127.0.0.1?x=1',
    'http://127.0.0.1/#v1',
    '1:2:3',
    'http://[::1',
    'http://256.256.256.256',
    'ex\u0430mple.com',
    'http://127.0.0.1\n',
  ])('refuses %j and says who named it', (server) => {
    const value = server === 'http://127.0.0.1\n' ? 'http://127.0.\n0.1' : server;
    const error = errorOf({ server: value });
    expect(error.code).toBe('invalid-usage');
    expect(error.message).toContain('--server');
    if (value.trim() !== '') expect(errorOf({ ollamaHost: value }).message).toContain('OLLAMA_HOST');
  });

  it('never repeats a password', () => {
    const error = errorOf({ galleyServer: 'https://me:hunter2@host' });
    expect(`${error.message} ${error.why} ${error.todo}`).not.toContain('hunter2');
  });

  it('refuses a server for a model file', () => {
    expect(errorOf({ server: 'http://127.0.0.1', backend: 'gguf' }).code).toBe('invalid-usage');
  });

  it('gives a plain http address or invalid-usage for any text', () => {
    const piece = fc.constantFrom('http', 's', ':', '/', '//', '://', '[', ']', '::1', '127.0.0.1', '@', '%', '0x7f', '.', '11434', 'host', '?', ' ', '"', '\\'); // prettier-ignore
    const text = fc.oneof(
      fc.string(),
      fc.array(piece, { maxLength: 8 }).map((parts) => parts.join('')),
      fc.webUrl(),
    );
    fc.assert(
      fc.property(text, (server) => {
        try {
          const { url } = resolveServerAddress({ server });
          expect(url.protocol).toMatch(/^https?:$/u);
          expect([url.username, url.password, url.search, url.hash]).toEqual(['', '', '', '']);
          expect(url.hostname).not.toMatch(/^(?:0\.0\.0\.0|\[::\]|)$/u);
        } catch (error) {
          expect(isGalleyError(error) && error.code).toBe('invalid-usage');
        }
      }),
      { numRuns: 1500, seed: 7 },
    );
  });
});
