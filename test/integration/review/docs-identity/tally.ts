import { countNames, type Count, type FileAccount } from './check-file.ts';
import { endings, type CorpusFile, type Ending } from './corpus-files.ts';

/** What became of the files of one language. */
export interface Tally {
  readonly packages: Set<string>;
  readonly states: Record<FileAccount['state'], number>;
  readonly counts: Record<Count, number>;
  readonly faults: string[];
  readonly crashes: string[];
  /** Files with parse errors, and declarations left without a comment: to look into. */
  readonly broken: string[];
  readonly unsaid: string[];
}

export function emptyTallies(): Record<Ending, Tally> {
  return Object.fromEntries(endings.map((ending) => [ending, emptyTally()])) as Record<Ending, Tally>;
}

function emptyTally(): Tally {
  return {
    packages: new Set(),
    states: { 'left alone': 0, 'not text': 0, 'not parsed': 0, 'parse errors': 0, documented: 0 },
    counts: Object.fromEntries(countNames.map((name) => [name, 0])) as Record<Count, number>,
    faults: [],
    crashes: [],
    broken: [],
    unsaid: [],
  };
}

/** @param account a text: why there is none */
export function addFile(tally: Tally, file: CorpusFile, account: FileAccount | string): void {
  const name = `${file.package}/${file.path}`;
  tally.packages.add(file.package);
  if (typeof account === 'string') {
    tally.crashes.push(`${name}: ${account}`);
    return;
  }
  tally.states[account.state]++;
  for (const count of countNames) tally.counts[count] += account.counts[count];
  tally.faults.push(...account.faults.map((fault) => `${name}: ${fault}`));
  tally.unsaid.push(...account.unsaid.map((reason) => `${name}: ${reason}`));
  if (account.state === 'parse errors' || account.state === 'not parsed') tally.broken.push(name);
}
