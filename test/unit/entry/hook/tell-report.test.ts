import { expect, it } from 'vitest';
import { tellReport } from '../../../../src/entry/hook/tell-report.ts';
import type { StagedReport } from '../../../../src/review/document-staged.ts';

const none: StagedReport = { stop: '', added: 0, unsaid: [], unanswered: [], skipped: [], outcomes: [] };
const open = (path: string) => ({ path, symbol: 'f', reason: 'model timeout' });

it.each<[string, Partial<StagedReport>, string]>([
  ['nothing, where there was nothing to do', {}, ''],
  ['what was added', { added: 1 }, 'galley: 1 docstring added (code unchanged, proved)\n'],
  [
    'what is open, with the command for it',
    { added: 3, unanswered: [open('src/a b.ts'), open('src/c.ts')] },
    "galley: 3 docstrings added (code unchanged, proved), 2 skipped: model timeout; galley docs --write 'src/a b.ts' src/c.ts\n",
  ],
  [
    'what was left out and not read, in one line whatever its name',
    {
      unsaid: [{ path: 'a.ts', symbol: 'f', reason: 'it says no more than the name' }],
      skipped: [{ path: 'b\n.ts', reason: 'a pointer of git-lfs', isUnread: false }],
    },
    'galley: 1 left out: it says no more than the name, 1 file not read: a pointer of git-lfs\n',
  ],
  [
    'a copy that was left alone, and a file that changed meanwhile',
    {
      added: 1,
      outcomes: [
        { path: 'a.ts', staged: 'documented', tree: 'left-alone', reason: 'it conflicts' },
        { path: 'b.ts', staged: 'dropped', tree: 'left-alone', reason: 'staged again meanwhile' },
      ],
    },
    'galley: 1 docstring added (code unchanged, proved), 1 file not touched: staged again meanwhile, staged only, your copy is left as it is: a.ts\n',
  ],
])('says %s', (_, report, line) => {
  expect(tellReport({ ...none, ...report })).toBe(line);
});
