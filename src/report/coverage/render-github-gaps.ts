import type { Gap } from '../../coverage/gap.ts';
import { describeLines, plural } from '../describe-finding.ts';
import { renderCommand } from '../github-command.ts';
import { describeGap } from './describe-coverage.ts';
import { listPlaces } from './list-places.ts';

const title = 'Galley: not reached by any test';

/**
 * Gaps as workflow commands, one a line, at most `most` of them: a notice for each place, or for each file where there
 * are more places than GitHub would show.
 */
export function renderGithubGaps(gaps: readonly Gap[], most: number): readonly string[] {
  const places = listPlaces(gaps);
  if (places.length <= most) return places.map(annotatePlace);
  const paths = [...new Set(places.map(({ path }) => path))];
  const files = paths.map((path) => places.filter((gap) => gap.path === path));
  if (files.length <= most) return files.map(annotateFile);
  const rest = files.slice(most - 1);
  const more = `${plural(rest.length, 'more file')} with gaps: see the summary or --format json`;
  return [...files.slice(0, most - 1).map(annotateFile), renderCommand('notice', { title }, more)];
}

function annotatePlace(gap: Gap): string {
  return renderCommand('notice', { ...locate(gap), title }, describeGap(gap));
}

function locate(gap: Gap): { file: string; line?: number; endLine?: number } {
  const { path: file, startLine: line, endLine } = gap;
  return gap.kind === 'file' ? { file } : { file, line, endLine };
}

/** The first place, and all of them in words. */
function annotateFile(gaps: readonly Gap[]): string {
  const [first] = gaps;
  if (first === undefined || gaps.length === 1) return first === undefined ? '' : annotatePlace(first);
  const lines = gaps.slice(0, mostLines).map((gap) => `line ${describeLines(gap)}: ${describeGap(gap)}`);
  const more = gaps.length > mostLines ? [`${gaps.length - mostLines} more`] : [];
  return renderCommand('notice', { ...locate(first), title }, [...lines, ...more].join('\n'));
}

/** More lines GitHub folds away. */
const mostLines = 20;
