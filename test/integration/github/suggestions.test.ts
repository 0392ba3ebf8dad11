import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/finding/finding.ts';
import { readSuggestions } from '../../doubles/github/acts/read-suggestions.ts';
import { suggesting } from '../../unit/github/comment-format/findings.ts';
import { fingerprint, never, postingOf, setPostingScene } from './posting-scene.ts';

/** A file, some of its lines, and what is to stand there instead. */
interface Case {
  readonly text: string;
  readonly first: number;
  readonly last: number;
  /** Without the end of its last line, as whoever proves a fix has it. */
  readonly replacement: string;
}

const line = fc.string({
  unit: fc.constantFrom(...'ab`~\t <>{}', '```', '`````', '😀', 'é', '中', '    '),
  maxLength: 10,
});

const anyCase: fc.Arbitrary<Case> = fc
  .record({
    lines: fc.array(line, { minLength: 2, maxLength: 8 }),
    fresh: fc.array(line, { minLength: 1, maxLength: 4 }),
    end: fc.constantFrom('\n', '\r\n'),
    isEnded: fc.boolean(),
    at: fc.nat(),
    length: fc.integer({ min: 1, max: 3 }),
    deletes: fc.constantFrom(false, false, false, true),
  })
  .map(({ lines, fresh, end, isEnded, at, length, deletes }) => {
    const first = (at % lines.length) + 1;
    const last = Math.min(lines.length, first + length - 1);
    const replacement = deletes ? '' : fresh.join(end);
    // Whether a last line without an end leaves one behind when it goes is nothing that GitHub tells.
    const isClosed = isEnded || (replacement === '' && last === lines.length) || lines.at(-1) === '';
    return { text: lines.join(end) + (isClosed ? end : ''), first, last, replacement };
  });

/** What was proved: the lines in place of the others, every other byte as it was. */
function splice({ text, first, last, replacement }: Case): string {
  const all = text.split('\n');
  if (replacement === '') return [...all.slice(0, first - 1), ...all.slice(last)].join('\n');
  const end = all[last - 1]?.endsWith('\r') === true ? '\r' : '';
  return [...all.slice(0, first - 1), replacement + end, ...all.slice(last)].join('\n');
}

function findingOf({ text, first, last, replacement }: Case, at: number): Finding {
  const quote = text
    .split('\n')
    .slice(first - 1, last)
    .join('\n');
  return suggesting(replacement, {
    quote,
    fingerprint: fingerprint(at),
    anchor: { path: `src/${at}.txt`, side: 'head', startLine: first, endLine: last },
  });
}

describe('a suggestion that is committed on the page', () => {
  it('gives the file that was proved, byte for byte (R15)', async () => {
    const cases = fc.sample(anyCase, { numRuns: 75, seed: 20261122 });
    const files = cases.map(({ text }, at) => ({ path: `src/${at}.txt`, content: text }));
    const at = await setPostingScene([{ path: 'README', content: 'x\n' }], files);
    const findings = cases.map(findingOf);
    for (let start = 0; start < findings.length; start += 25) {
      const posting = postingOf(at.pull, findings.slice(start, start + 25));
      expect(await at.forge().post(posting, never)).toMatchObject({ comments: 25, refused: [] });
    }
    const { state, inside, applySuggestions } = at.github;
    const offered = state.reviewComments.filter(({ body }) => readSuggestions(body).length > 0);
    const applied = await applySuggestions(
      offered.map(({ id }) => id),
      'alice',
    );
    expect(applied).toHaveProperty('sha');
    const paths = new Set(offered.map(({ path }) => path));
    expect(paths.size).toBeGreaterThan(60);
    for (const [index, one] of cases.entries()) {
      const path = `src/${index}.txt`;
      const blob = await inside.git.run('olga/proof', ['cat-file', 'blob', `refs/heads/topic:${path}`]);
      expect(blob.toString('utf8'), JSON.stringify(one)).toBe(paths.has(path) ? splice(one) : one.text);
    }
    await at.github.close();
  });
});
