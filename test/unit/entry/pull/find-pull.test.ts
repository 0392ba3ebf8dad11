import { describe, expect, it } from 'vitest';
import { findPull, placeOfApi } from '../../../../src/entry/pull/find-pull.ts';

const github = { api: 'https://api.github.com', server: 'https://github.com' };
const local = 'http://127.0.0.1:4321';

describe('a pull request', () => {
  it.each([
    ['https://github.com/acme/shop/pull/12', undefined, undefined],
    ['https://github.com/acme/shop/pull/12/files', undefined, undefined],
    ['https://github.com/acme/shop/pull/12#issuecomment-1', undefined, undefined],
    ['acme/shop#12', undefined, undefined],
    ['12', undefined, 'git@github.com:acme/shop.git'],
    ['#12', undefined, 'https://github.com/acme/shop'],
    ['12', 'https://api.github.com/', 'ssh://git@github.com:22/acme/shop.git'],
    ['12', undefined, 'https://x-access-token:secret@github.com/acme/shop.git/'],
  ])('is named by %s', (named, forge, origin) => {
    expect(findPull(named, forge, origin)).toEqual({ ...github, repository: 'acme/shop', number: 12 });
  });

  it('of an Enterprise server is found where the operator says it is', () => {
    const place = { api: 'https://git.example.org/api/v3', server: 'https://git.example.org' };
    for (const named of ['https://git.example.org/acme/shop/pull/3', 'acme/shop#3', '3'])
      expect(findPull(named, `${place.api}/`, 'git@git.example.org:acme/shop.git')).toEqual({
        ...place,
        repository: 'acme/shop',
        number: 3,
      });
    expect(placeOfApi(local)).toEqual({ api: local, server: local });
  });

  it.each([
    ['https://evil.example/acme/shop/pull/12', undefined, undefined],
    ['https://github.com.evil.example/acme/shop/pull/12', undefined, undefined],
    ['https://github.com/acme/shop/pull/12', local, undefined],
    ['12', undefined, 'git@evil.example:acme/shop.git'],
    ['12', undefined, 'http://evil.example/acme/shop.git'],
  ])('of another forge than the configured one gets no token: %s', (named, forge, origin) => {
    expect(() => findPull(named, forge, origin)).toThrow(/is not the forge/);
  });

  it.each([
    ['twelve', undefined],
    ['12', undefined],
    ['12', '/srv/git/shop.git'],
    ['0', 'git@github.com:acme/shop.git'],
    ['https://github.com/acme/shop/issues/12', undefined],
    ['https://github.com/acme/../pull/12', undefined],
    ['a/b/c#12', undefined],
    ['12', 'git@github.com:--upload-pack=x/shop'],
    ['-1', 'git@github.com:acme/shop.git'],
  ])('is not guessed from %s beside %s', (named, origin) => {
    expect(() => findPull(named, undefined, origin)).toThrow(/Can't tell which pull request/);
  });

  it('is not asked for over a line that others can read', () => {
    expect(() => placeOfApi('http://git.example.org/api/v3')).toThrow(/not encrypted/);
  });
});
