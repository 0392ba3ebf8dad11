import { describe, expect, it } from 'vitest';
import { parseDiff } from '../../../src/change/parse-diff.ts';
import { findRemovedGuard } from '../../../src/rule/removed-guards.ts';

/** A hunk of `lines`, each with its mark of a diff. */
function change(lines: readonly string[], path = 'src/routes.ts') {
  const count = (marks: string): number => lines.filter(([mark = '']) => marks.includes(mark)).length;
  const [file] = parseDiff(
    [
      `diff --git a/${path} b/${path}`,
      'index 1111111..2222222 100644',
      `--- a/${path}`,
      `+++ b/${path}`,
      `@@ -10,${count(' -')} +10,${count(' +')} @@`,
      ...lines,
      '',
    ].join('\n'),
  );
  if (file === undefined) throw new Error('no file');
  return file;
}

const removed = [
  ' async function remove(req, res) {',
  '-  if (document.ownerId !== req.user.id) {',
  "-    return res.status(403).send('no');",
  '-  }',
  '   await store.remove(req.params.id);',
];

describe('findRemovedGuard', () => {
  it('finds a check that is gone', () => {
    expect(findRemovedGuard(change(removed))).toEqual({
      line: 11,
      quote: '  if (document.ownerId !== req.user.id) {',
    });
  });

  it.each([
    [' def remove(request):', '-    require_admin(request)', '     store.remove(request)'],
    [
      ' func h(w http.ResponseWriter) {',
      '-\tif !s.canAccess(user) {',
      '-\t\treturn',
      '-\t}',
      ' \ts.remove()',
    ],
    [' {', '-  if (!ok) throw new ForbiddenError();', '   go();'],
    [' {', '-  verifySignature(body, header);', '   go();'],
  ])('in the ways it is written: %s', (...lines) => {
    expect(findRemovedGuard(change(lines))).toBeDefined();
  });

  it('says nothing of a check that is written in another way', () => {
    const moved = [
      ...removed.slice(0, 4),
      '+  requireOwner(document, req.user);',
      '   await store.remove(1);',
    ];
    const twice = [...moved, "+  if (closed) return res.status(403).send('closed');"];
    expect(findRemovedGuard(change(twice))).toBeUndefined();
  });

  it.each([
    ['code that goes as a whole', ['-function a() {', '-  requireAdmin();', '-}', ' b();'], undefined],
    ['a long piece', [' a', ...Array.from({ length: 13 }, () => '-  requireAdmin();'), ' b'], undefined],
    ['a comment', [' a', '-  // 403 means requireAdmin()', ' b'], undefined],
    ['a test', removed, 'test/routes.test.ts'],
    ['prose', removed, 'docs/guide.txt'],
  ])('leaves alone %s', (_, lines, path) => {
    expect(findRemovedGuard(change(lines, path))).toBeUndefined();
  });

  it('reads long hostile lines in no time', () => {
    const line = `-${'if status error '.repeat(20)}${'user_id '.repeat(10)}`;
    expect(
      findRemovedGuard(change([' a', ...Array.from({ length: 500 }, () => line), ' b'])),
    ).toBeUndefined();
  });
});
