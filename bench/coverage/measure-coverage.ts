import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Subject } from '../build-subject.ts';
import { atMost, plain, round, type Figure, type Result } from '../figure.ts';
import { measurePaired, type Contender } from '../paired.ts';
import { compareLines, type DiffCoverReport, type GapReport } from './compare-lines.ts';
import { generateProject, type Project } from './generate-project.ts';

const diffCover = join(import.meta.dirname, '../../.peers/diff-cover/bin/diff-cover');

/** Gaps of a change of 40 files from reports about 10,000, beside diff-cover on the same change and data. */
export function measureCoverage(subject: Subject, files = 10_000, rounds = 5): Result {
  const project = generateProject(files);
  try {
    return measure(subject, project, rounds);
  } finally {
    project.remove();
  }
}

function measure({ galley }: Subject, project: Project, rounds: number): Result {
  const cwd = project.folder;
  const [json, xml, peer] = ['istanbul.out', 'cobertura.out', 'diff-cover.out'].map((name) =>
    join(cwd, 'reports', name),
  );
  const galleyOf = (report: string, output: string): Contender['command'] => [
    process.execPath,
    ...[galley, 'coverage', '--quiet', '--base', 'HEAD~1', '--report', report, '--format', `json=${output}`],
  ];
  const ours: Contender[] = [
    { name: 'istanbul', command: galleyOf(project.istanbul, json ?? ''), cwd },
    { name: 'cobertura', command: galleyOf(project.cobertura, xml ?? ''), cwd },
  ];
  const hasPeer = existsSync(diffCover);
  const theirs: Contender = {
    name: 'diff-cover',
    command: [diffCover, project.cobertura, '--compare-branch', 'HEAD~1', '--format', `json:${peer}`],
    cwd,
  };
  const timings = measurePaired(hasPeer ? [...ours, theirs] : ours, rounds);
  const [istanbul, cobertura, other] = ['istanbul', 'cobertura', 'diff-cover'].map((name) =>
    timings.get(name),
  );
  const seconds = (istanbul?.wall ?? NaN) / 1000;
  return {
    title: 'Coverage of a change',
    method: `\`galley coverage\` as a process on a change of ${project.changedFiles} files; the report tells of ${project.files} files, ${megabytes(project.bytes.istanbul)} as istanbul's JSON and ${megabytes(project.bytes.cobertura)} as Cobertura's XML of the same data; medians of ${rounds} rounds. diff-cover ${hasPeer ? versionOf() : '(not installed: bash bench/coverage/diff-cover.sh .peers/diff-cover)'}. Where our time goes, by a profile: from istanbul JSON a quarter into parsing the changed files for conditions and names, a tenth into passing over the report, a tenth into loading modules; from Cobertura, before Babel was asked about touched code alone, half into Babel, which finds the statements on the lines of the changed files. diff-cover does neither.`,
    figures: [
      atMost(
        'gaps from istanbul JSON',
        seconds,
        2,
        ' s',
        `processor ${round((istanbul?.cpu ?? NaN) / 1000)} s`,
      ),
      atMost('its peak memory', peakMegabytes(galleyOf(project.istanbul, json ?? ''), cwd), 300, ' MB'),
      plain('gaps from Cobertura', `${round((cobertura?.wall ?? NaN) / 1000)} s`),
      ...(other === undefined ? [] : besides(istanbul?.wall ?? NaN, cobertura?.wall ?? NaN, other.wall)),
      ...(other === undefined ? [] : differences(read(json), read(xml), read(peer))),
    ],
  };
}

function besides(istanbul: number, cobertura: number, other: number): Figure[] {
  const ratio = other / istanbul;
  return [
    plain('diff-cover on the Cobertura form', `${round(other / 1000)} s`),
    {
      name: 'diff-cover takes longer, by',
      value: `${round(ratio)} x (${round(other / cobertura)} x when both read Cobertura)`,
      target: 'at least 5 x',
      met: ratio >= 5,
    },
  ];
}

/** Where the two tell of different lines, and why. */
function differences(istanbul: unknown, cobertura: unknown, other: unknown): Figure[] {
  const same = compareLines(cobertura as GapReport, other as DiffCoverReport);
  const finer = compareLines(istanbul as GapReport, other as DiffCoverReport);
  return [
    plain(
      'lines told of, both from Cobertura',
      `${same.both} by both, ${same.onlyOurs} by us alone, ${same.onlyTheirs} by diff-cover alone`,
    ),
    plain(
      'lines told of, from istanbul JSON',
      `${finer.both} by both, ${finer.onlyTheirs} by diff-cover alone, ${finer.onlyOurs} by us alone: statements behind a condition that ran, on its line`,
    ),
    plain(
      'arms that no test takes',
      `${finer.arms} from istanbul JSON, ${same.arms} from Cobertura; diff-cover tells of none`,
    ),
  ];
}

function peakMegabytes([program, ...args]: Contender['command'], cwd: string): number {
  const tell = 'process.on("exit",()=>process.stderr.write(`peak ${process.resourceUsage().maxRSS}\\n`))';
  const { stderr } = spawnSync(
    program,
    [`--import=data:text/javascript,${encodeURIComponent(tell)}`, ...args],
    {
      cwd,
      encoding: 'utf8',
    },
  );
  return Number(/peak (\d+)/.exec(stderr)?.[1]) / 1024;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}

function versionOf(): string {
  return execFileSync(diffCover, ['--version'], { encoding: 'utf8' }).trim().replace(/^.* /, '');
}

function read(file: string | undefined): unknown {
  return JSON.parse(readFileSync(file ?? '', 'utf8'));
}
