import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderReport } from '../../../src/report/render-report.ts';
import { review } from './arbitrary-review.ts';
import { context, makeReview, sampleFinding } from './sample-review.ts';

/** As GitHub's runner reads a line of a step's output; undefined for a line that is no command. */
function readCommand(line: string) {
  const match = /^::([a-z-]+) ?(.*?)::(.*)$/.exec(line.trimStart());
  if (match === null) return undefined;
  const [, name = '', pairs = '', data = ''] = match;
  const properties = Object.fromEntries(
    pairs.split(',').map((pair) => {
      const at = pair.indexOf('=');
      return [
        pair.slice(0, at),
        unescape(pair.slice(at + 1))
          .replace(/%3A/g, ':')
          .replace(/%2C/g, ',')
          .replace(/%25/g, '%'),
      ];
    }),
  );
  return { name, properties, data: unescape(data).replace(/%25/g, '%') };
}
const unescape = (text: string): string => text.replace(/%0D/g, '\r').replace(/%0A/g, '\n');

describe('github', () => {
  it('is nothing but annotations, one for each finding shown, whatever the text', async () => {
    await fc.assert(
      fc.asyncProperty(review, async (any) => {
        const text = await renderReport('github', any, context);
        const lines = text.trimEnd().split(/\r\n|\r|\n/);
        const commands = lines.map(readCommand);
        for (const command of commands) {
          expect(['error', 'warning', 'notice']).toContain(command?.name);
          expect(['file', 'line', 'endLine', 'title']).toEqual(
            expect.arrayContaining(Object.keys(command?.properties ?? {})),
          );
        }
        expect(commands.filter((command) => command?.data.match(/\[[^[]*\]$/)).length).toBeGreaterThanOrEqual(
          any.shown,
        );
      }),
      { numRuns: 200, seed: 7 },
    );
  });

  it('gives back path, lines and text', async () => {
    const anchor = { path: 'a,b:c%41::d.ts', side: 'head' as const, startLine: 2, endLine: 3 };
    const finding = { ...sampleFinding, anchor, title: 'x::y, 100%', message: '50%\n::error::z' };
    const text = await renderReport('github', makeReview({ findings: [finding] }), context);
    expect(readCommand(text.split('\n')[0] ?? '')).toEqual({
      name: 'error',
      properties: { file: anchor.path, line: '2', endLine: '3', title: 'x::y, 100%' },
      data: '50%\n::error::z [model/review-chunk]',
    });
  });

  it('names no head line for a removed one', async () => {
    const anchor = { path: 'a.ts', side: 'base' as const, startLine: 12, endLine: 14 };
    const text = await renderReport(
      'github',
      makeReview({ findings: [{ ...sampleFinding, anchor }] }),
      context,
    );
    expect(text).toContain('(removed lines 12-14)');
    expect(text).not.toContain('line=');
  });
});
