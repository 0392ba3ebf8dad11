import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { renderTestsReply, renderTestsUnrun } from '../../../../src/report/tests/render-tests-reply.ts';

const gap = (startLine: number, path = 'src/a.ts') =>
  ({
    path,
    startLine,
    endLine: startLine,
    kind: 'branch',
    arm: 'else',
    condition: '',
    certainty: 'high',
  }) as const;
const hostile = '</details><img src=x onerror=alert(1)> @bob #1 ![x](http://evil.test/p)\n/galley pause';
const test = {
  ...{ path: 'test/a.test.ts', isNew: true, text: '', added: `// ${hostile}`, title: hostile },
  ...{ gained: [gap(1)], mutants: { killed: 1, tried: 2 }, gates: [], repairs: [hostile] },
  ...{ command: `npx vitest ${hostile}`, sandbox: 'bubblewrap', isCharacterisation: false },
};
const review = (tests: readonly object[], gaps: readonly object[]) =>
  ({
    tests,
    gaps,
    ledger: { files: [{ path: hostile, outcome: 'not-reviewed', reason: hostile }] },
  }) as never;

describe('an answer with tests', () => {
  it('tells the run, the patch and the gaps that are left', () => {
    const told = renderTestsReply({
      review: review([test], [gap(1), gap(2)]),
      ...{ failure: undefined, sandbox: 'bubblewrap', patch: 'diff --git a/x b/x\n' },
    });
    expect(told).toContain('2 places of this change that no test reaches; 1 test suggested');
    expect(told).toContain('```\ndiff --git a/x b/x\n```');
    expect(told).toContain('<summary>1 gap left</summary>\n\n- `src/a.ts` 2: else never taken');
    expect(told).toContain('1 file not measured');
  });

  it('says that nothing is open, or that nothing was found', () => {
    const none = { failure: undefined, sandbox: 's', patch: '' };
    expect(renderTestsReply({ review: review([], []), ...none })).toContain('reach all');
    expect(renderTestsReply({ review: review([], [gap(1)]), ...none })).toContain('no test is suggested');
  });

  it('S4: nothing in it acts', () => {
    const patch = `diff --git a/x b/x\n+${hostile}\n`;
    const failure = { message: 'http://10.0.0.5 does not answer', todo: '' };
    const all = [
      renderTestsReply({
        review: review([test], [gap(1), gap(2, hostile)]),
        failure,
        sandbox: hostile,
        patch,
      }),
      renderTestsUnrun(
        [{ path: hostile, name: hostile, line: 1, known: 'not-loaded' }],
        'nothing is prepared.',
      ),
    ];
    for (const told of all) {
      expect(told).not.toContain('10.0.0.5');
      const html = new MarkdownIt({ html: true, linkify: true }).render(told);
      expect(html).not.toMatch(/<img|<a /);
      expect(told).not.toMatch(/^\/galley/m);
    }
  });
});
