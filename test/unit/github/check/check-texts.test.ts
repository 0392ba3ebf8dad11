import { describe, expect, it } from 'vitest';
import { annotateFinding } from '../../../../src/github/check/annotate-finding.ts';
import { actionsFor } from '../../../../src/github/check/check-actions.ts';
import { fitOutput } from '../../../../src/github/check/check-output.ts';
import { summaryLinks } from '../../../../src/github/summary-links.ts';
import { finding } from '../comment-format/findings.ts';

describe('annotateFinding', () => {
  it('points at head lines, with the level of the severity', () => {
    const anchor = { path: 'src/a.ts', side: 'head', startLine: 3, endLine: 5 } as const;
    expect(annotateFinding(finding({ anchor, severity: 'error' }))).toEqual({
      path: 'src/a.ts',
      start_line: 3,
      end_line: 5,
      annotation_level: 'failure',
      title: 'The list may be empty',
      message: 'An empty list has no first entry, and `first.name` throws. [model/review-chunk]',
    });
    expect(annotateFinding(finding({ severity: 'info' })).annotation_level).toBe('notice');
  });

  it('says in words where it cannot point', () => {
    const of = (startLine: number, endLine: number) =>
      annotateFinding(finding({ anchor: { path: 'a', side: 'base', startLine, endLine } }));
    expect(of(7, 7)).toMatchObject({
      start_line: 1,
      message: expect.stringContaining('(removed line 7)') as string,
    });
    expect(of(7, 9).message).toContain('(removed lines 7 to 9)');
    expect(annotateFinding(finding({ anchor: { path: 'a', side: 'file' } })).message).toContain(
      '(whole file)',
    );
  });

  it('is never blank, too long, or cut within a character', () => {
    const { title, message } = annotateFinding(
      finding({ title: '😀'.repeat(300), message: '中'.repeat(60_000) }),
    );
    expect(title.length).toBeLessThanOrEqual(255);
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(65_536);
    expect(title + message).not.toMatch(/\p{Cs}/u);
    expect(annotateFinding(finding({ message: '' })).message).toContain('The list may be empty');
  });
});

describe('the buttons of a check', () => {
  it('keep to the limits of GitHub', () => {
    expect(actionsFor('app')).toHaveLength(3);
    for (const { label, description, identifier } of actionsFor('app')) {
      expect(label.length).toBeLessThanOrEqual(20);
      expect(description.length).toBeLessThanOrEqual(40);
      expect(identifier.length).toBeLessThanOrEqual(20);
    }
  });
});

describe('fitOutput', () => {
  it('leaves short texts as they are', () => {
    const output = { title: 'title', summary: '# summary', text: 'text' };
    expect(fitOutput(output)).toEqual(output);
  });

  it('has a summary in any case, and a title on one line', () => {
    expect(fitOutput({ title: 'one\ntwo', summary: '\n', text: '' })).toEqual({
      title: 'one two',
      summary: 'one two',
      text: '',
    });
  });

  it('counts bytes', () => {
    const { title, summary } = fitOutput({
      title: '😀'.repeat(300),
      summary: '中 中\n'.repeat(20_000),
      text: '',
    });
    expect(title.length).toBeLessThanOrEqual(255);
    expect(Buffer.byteLength(summary)).toBeLessThanOrEqual(65_535);
    expect(Buffer.byteLength(summary)).toBeGreaterThan(60_000);
  });
});

describe('summaryLinks', () => {
  const links = summaryLinks({ url: 'https://github.com/o/r/pull/7' }, 'abc');

  it('points at files, lines and comments', () => {
    expect(links.blob('src/a.ts')).toBe('https://github.com/o/r/blob/abc/src/a.ts');
    expect(links.blob('src/a.ts', 3)).toBe('https://github.com/o/r/blob/abc/src/a.ts#L3');
    expect(links.blob('src/a.ts', 3, 3)).toBe('https://github.com/o/r/blob/abc/src/a.ts#L3');
    expect(links.blob('src/a.ts', 3, 5)).toBe('https://github.com/o/r/blob/abc/src/a.ts#L3-L5');
    expect(links.comment(12)).toBe('https://github.com/o/r/pull/7#discussion_r12');
  });

  it('lets no path end its link', () => {
    const url = links.blob('a b)[x](y)"<>\n\u202e\ud800/é#?.ts', 1);
    expect(url).toMatch(/^https:\/\/github\.com\/o\/r\/blob\/abc\/[\w%.-]+\/[\w%.-]+#L1$/);
    expect(links.blob("it's(!)*")).toMatch(/it%27s%28%21%29%2A$/);
  });
});

it('a check has the buttons that somebody answers', () => {
  const labels = (['none', 'comments', 'check', 'app'] as const).map((listening) =>
    actionsFor(listening).map(({ label }) => label),
  );
  const again = 'Review again';
  expect(labels).toEqual([[], [], [again], [again, 'Suggest tests', 'Dismiss all']]);
});
