import { readFileSync } from 'node:fs';

/** What a step wrote into one of its files; `problem` is what the runner would fail the step with. */
export interface FileValues {
  readonly values: Readonly<Record<string, string>>;
  readonly problem: string | undefined;
}

/** Reads `name=value` and `name<<END` ... `END`, as FileCommandManager of actions/runner does. */
export function readValues(file: string): FileValues {
  const lines = readFileSync(file, 'utf8').split(/\r\n|\n/);
  const values: Record<string, string> = {};
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    const equals = line.indexOf('=');
    const heredoc = line.indexOf('<<');
    if (equals >= 0 && (heredoc < 0 || equals < heredoc)) {
      values[line.slice(0, equals)] = line.slice(equals + 1);
      continue;
    }
    if (heredoc <= 0) return { values, problem: `Invalid format '${line}'` };
    const end = line.slice(heredoc + 2);
    const last = lines.indexOf(end, at + 1);
    if (end === '' || last < 0) return { values, problem: `Matching delimiter not found '${end}'` };
    values[line.slice(0, heredoc)] = lines.slice(at + 1, last).join('\n');
    at = last;
  }
  return { values, problem: undefined };
}

/** Above this the runner throws it away. */
const mostSummaryBytes = 1024 * 1024;

export function readSummary(file: string): {
  readonly summary: string;
  readonly problem: string | undefined;
} {
  const bytes = readFileSync(file);
  if (bytes.length <= mostSummaryBytes) return { summary: bytes.toString('utf8'), problem: undefined };
  const size = Math.ceil(bytes.length / 1024);
  const problem = `$GITHUB_STEP_SUMMARY upload aborted, supports content up to a size of 1024k, got ${size}k`;
  return { summary: '', problem };
}
