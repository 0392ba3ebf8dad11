import { describe, expect, it } from 'vitest';
import { router } from '../../doubles/github/router.ts';
import { routes } from '../../doubles/github/routes/routes.ts';

const find = router(routes);

describe('the table of routes', () => {
  it.each([
    ['GET', '/repos/o/r/pulls/1/files', '/repos/{owner}/{repo}/pulls/{pull_number}/files'],
    ['GET', '/repos/o/r/pulls/comments/5', '/repos/{owner}/{repo}/pulls/comments/{comment_id}'],
    ['GET', '/repos/o/r/pulls/comments', '/repos/{owner}/{repo}/pulls/comments'],
    ['GET', '/repos/o/r/commits/feature/x/check-runs', '/repos/{owner}/{repo}/commits/{ref}/check-runs'],
    ['GET', '/repos/o/r/commits/feature/x', '/repos/{owner}/{repo}/commits/{ref}'],
    ['HEAD', '/repos/o/r', '/repos/{owner}/{repo}'],
    ['DELETE', '/repos/o/r/issues/comments/5', '/repos/{owner}/{repo}/issues/comments/{comment_id}'],
  ])('finds %s %s', (method, path, expected) => {
    expect(find(method, path)?.route.path).toBe(expected);
  });

  it('decodes parameters, slashes included', () => {
    expect(find('GET', '/repos/o/r/contents/a%20b/%C3%A4.ts')?.params).toEqual({
      owner: 'o',
      repo: 'r',
      path: 'a b/ä.ts',
    });
    expect(find('GET', '/repos/o/r/contents')?.params['path']).toBe('');
    expect(find('GET', '/repos/o/r/compare/main...f%2Fx')?.params['basehead']).toBe('main...f/x');
  });

  it('knows nothing else', () => {
    expect(find('DELETE', '/repos/o/r')).toBeUndefined();
    expect(find('GET', '/repos/o/r/pulls/1/unknown')).toBeUndefined();
    expect(find('GET', '/repos/o/r/pulls/%E0%A4%A')).toBeUndefined();
  });
});
