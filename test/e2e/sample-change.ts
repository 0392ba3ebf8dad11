import { makeRepository, type TestRepository } from '../integration/git/make-repository.ts';
import type { Reply } from '../doubles/model-server/script.ts';
import { temporaryFolder } from './galley-process.ts';

/** The defect of the sample: line 3 of `src/sum.dart` in the head. No parser is loaded for Dart: half the time. */
export const defect = '  for (var i = 0; i <= list.length; i++) total += list[i];';

const sumBefore = `int sum(List<int> list) {
  var total = 0;
  for (final item in list) total += item;
  return total;
}
`;

export const sumAfter = sumBefore.replace('  for (final item in list) total += item;', defect);

/** A repository whose last commit is clean; nothing is staged. */
export function sampleRepository(files: Readonly<Record<string, string>> = {}): TestRepository {
  const repository = makeRepository(temporaryFolder());
  repository.commit({ 'src/sum.dart': sumBefore, 'README.md': '# Sums\n', ...files }, 'first');
  return repository;
}

/** The same with the defect in the index. */
export function stagedRepository(): TestRepository {
  const repository = sampleRepository();
  repository.write('src/sum.dart', sumAfter);
  repository.git('add', '-A');
  return repository;
}

/** A model that reports one line of the diff whenever it sees it. */
export function reports(quote: string, severity: 'error' | 'warning' = 'error'): Reply {
  return { when: `+${quote}`, text: replyWith(quote, severity) };
}

/** What a model answers that found one defect. */
export function replyWith(quote: string, severity: 'error' | 'warning' = 'error'): string {
  const finding = { quote, problem: 'Reads behind the end of the list.', severity, category: 'correctness' };
  return JSON.stringify({ findings: [finding] });
}

/** Answers "no defect" to everything else. */
export const silent: Reply = { when: 'File ', text: '{"findings":[]}' };
