import { languageOf } from '../../src/change/chunk-language.ts';
import type { ReviewCase } from './case.ts';
import { isClean } from './case.ts';
import { countSyntaxErrors } from './count-syntax-errors.ts';
import type { ChangedLines } from './diff-cases.ts';
import { diffCases } from './diff-cases.ts';
import { readCases } from './read-cases.ts';
import { tableOfCases } from './table-of-cases.ts';

const none: ChangedLines = { added: [], removed: [] };
const fewest = 5;
const most = 80;

/** What is wrong with a set of cases, one sentence each, the case's id first; empty when all are sound. */
export async function checkCases(cases: readonly ReviewCase[]): Promise<string[]> {
  const lines = diffCases(cases);
  const problems = await Promise.all(
    cases.map(async (found) => [
      ...checkSize(lines.get(found.id) ?? none),
      ...checkBugs(found, lines.get(found.id) ?? none),
      ...checkLanguage(found),
      ...(await checkSyntax(found)),
    ]),
  );
  return problems.flatMap((list, index) => list.map((text) => `${cases[index]?.id ?? ''}: ${text}`));
}

function checkSize({ added, removed }: ChangedLines): string[] {
  const size = added.length + removed.length;
  return size < fewest || size > most ? [`${size} changed lines, not ${fewest} to ${most}`] : [];
}

function checkBugs(found: ReviewCase, { added }: ChangedLines): string[] {
  const problems: string[] = [];
  if (isClean(found) !== (found.bugs.length === 0)) {
    problems.push(`${found.kind} with ${found.bugs.length} bugs`);
  }
  for (const { quote, also } of found.bugs) {
    const times = added.filter((line) => line === quote).length;
    if (times !== 1) problems.push(`the quote is on ${times} added lines: ${quote}`);
    for (const other of also) if (!added.includes(other)) problems.push(`not an added line: ${other}`);
  }
  return problems;
}

function checkLanguage({ language, files }: ReviewCase): string[] {
  const names = files.map(({ path }) => languageOf(path).replace('tsx', 'typescript'));
  return names.includes(language) ? [] : [`no file is ${language}`];
}

async function checkSyntax({ files }: ReviewCase): Promise<string[]> {
  const problems: string[] = [];
  for (const { path, before, after } of files) {
    const [old, now] = [await countSyntaxErrors(path, before), await countSyntaxErrors(path, after)];
    if (old > 0) problems.push(`${path} has ${old} syntax errors before the change`);
    if (now > 0) problems.push(`${path} has ${now} syntax errors after the change`);
  }
  return problems;
}

/** `tsx bench/review/check-cases.ts`: the problems, then what the set is made of. */
async function main(): Promise<void> {
  const { cases, problems } = readCases();
  const all = [...problems, ...(await checkCases(cases))];
  console.log(tableOfCases(cases, diffCases(cases)));
  for (const problem of all) console.error(problem);
  if (all.length > 0) process.exitCode = 1;
}

if (process.argv[1] === import.meta.filename) await main();
