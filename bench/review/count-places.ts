import { parseArgs } from 'node:util';
import { panelOf } from '../../src/probe/voices.ts';
import { findQuestions } from '../../src/review/find-questions.ts';
import { openTools } from '../probes/open-tools.ts';
import { readCatalogue } from '../probes/read-catalogue.ts';
import { createCaseRepository } from './case-repository.ts';
import { chooseCases } from './choose-cases.ts';
import { forEachCase } from './open-cases.ts';
import { cutCase } from './run-ablation.ts';
import { judgeFindings } from './score-case.ts';

/**
 * Counts where the triggers of all probes fire in the cases that are not kept aside: on the lines of a known bug, and
 * elsewhere. Asks no model; where `soundPerBad` of src/probe/voices.ts comes
 * from.
 *
 *   npx tsx bench/review/count-places.ts --clones DIR
 */
const { values } = parseArgs({ options: { clones: { type: 'string' } } });
const cases = chooseCases({ own: true, clones: values.clones, design: true, aside: false, ids: [] });
const repository = createCaseRepository(cases);
// Nothing is asked, so that any address will do.
const tools = openTools(new URL('http://127.0.0.1:11434'), 'none');
const panel = panelOf(readCatalogue(), undefined, 1);
const counts = { all: 0, onBug: 0 };
try {
  await forEachCase(cases, repository, async (opened) => {
    const { cut, files, found } = await cutCase(opened, tools);
    const asked = await findQuestions(cut.files, cut.chunks, panel, tools.engine);
    const places = asked.flatMap(({ questions }) =>
      questions.map(({ place: { chunk, line, probe } }) => ({
        anchor: { path: chunk.path, side: 'head' as const, startLine: line, endLine: line },
        severity: probe.severity,
        rule: `probe/${probe.id}`,
        title: probe.title,
      })),
    );
    counts.all += places.length;
    counts.onBug += judgeFindings(found, places, files).filter(({ isTrue }) => isTrue).length;
  });
} finally {
  repository.remove();
  await tools.close();
}
const sound = counts.all - counts.onBug;
console.log(
  `${cases.length} cases, ${counts.all} places: ${counts.onBug} on the lines of a bug, ${sound} elsewhere; ${(sound / Math.max(1, counts.onBug)).toFixed(1)} sound ones for each bad one`,
);
