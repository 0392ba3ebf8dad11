import type { ArmHits, BranchHits, FileHits, Place } from '../report.ts';
import { wholeLines } from './line-place.ts';
import { reportLimits } from './report-input.ts';

/** Collects what a tracefile says about one file. */
export interface LcovFile {
  /** One line of a record; returns what is wrong with it. Keys of no interest are passed over. */
  take(key: string, value: string): string | undefined;
  hits(): FileHits;
}

interface Found {
  readonly name: string;
  readonly first: number;
  readonly last: number;
  hits: number;
}

export function createLcovFile(path: string): LcovFile {
  const lines = new Map<number, number>();
  /** By line and block, then by arm as it is named. */
  const blocks = new Map<string, { readonly line: number; readonly arms: Map<string, ArmHits> }>();
  const functions = new Map<string, Found>();
  /** lcov 2: functions are numbered, for one file's record. */
  const numbered = new Map<string, { readonly first: number; readonly last: number }>();
  let items = 0;

  const declare = (name: string, first: number, last: number): void => {
    if (!functions.has(name)) functions.set(name, { name, first, last: Math.max(first, last), hits: 0 });
  };
  const takeArm = (value: string): string | undefined => {
    // The name of an arm may be any text, in lcov 2 a part of the condition.
    const parts = /^(\d+),(e?)([^,]*),(.*),([^,]*)$/s.exec(value);
    const taken = countOf(parts?.[5]);
    if (parts === null || taken === undefined) return 'BRDA is not LINE,BLOCK,ARM,TAKEN';
    const [, line = '', exception = '', block = '', arm = ''] = parts;
    const id = `${line},${block}`;
    const entry = blocks.get(id) ?? { line: Number(line), arms: new Map<string, ArmHits>() };
    blocks.set(id, entry);
    const hits = (entry.arms.get(exception + arm)?.hits ?? 0) + taken;
    const name = exception === '' ? textName(arm) : 'exception';
    entry.arms.set(exception + arm, { place: undefined, hits, ...(name === undefined ? {} : { name }) });
    return undefined;
  };
  const takers: Readonly<Record<string, (value: string) => string | undefined>> = {
    DA: (value) => {
      const [line, hits] = value.split(',', 2);
      const [number, count] = [lineOf(line), countOf(hits)];
      if (number === undefined || count === undefined) return 'DA is not LINE,HITS';
      lines.set(number, (lines.get(number) ?? 0) + count);
      return undefined;
    },
    FN: (value) => {
      const parts = /^(\d+),(?:(\d+),)?(.*)$/s.exec(value);
      if (parts === null) return 'FN is not LINE,NAME';
      declare(parts[3] ?? '', Number(parts[1]), Number(parts[2] ?? parts[1]));
      return undefined;
    },
    FNDA: (value) => {
      const parts = /^([^,]*),(.*)$/s.exec(value);
      const hits = countOf(parts?.[1]);
      if (hits === undefined) return 'FNDA is not HITS,NAME';
      const found = functions.get(parts?.[2] ?? '');
      if (found !== undefined) found.hits += hits;
      return undefined;
    },
    FNL: (value) => {
      const [index = '', first, last = first] = value.split(',');
      const [from, to] = [lineOf(first), lineOf(last)];
      if (from === undefined || to === undefined) return 'FNL is not INDEX,LINE,LINE';
      numbered.set(index, { first: from, last: to });
      return undefined;
    },
    FNA: (value) => {
      const parts = /^([^,]*),([^,]*),(.*)$/s.exec(value);
      const hits = countOf(parts?.[2]);
      if (parts === null || hits === undefined) return 'FNA is not INDEX,HITS,NAME';
      const { first, last } = numbered.get(parts[1] ?? '') ?? {};
      if (first === undefined || last === undefined) return 'FNA names a function that no FNL told about';
      const name = parts[3] ?? '';
      declare(name, first, last);
      const found = functions.get(name);
      if (found !== undefined) found.hits += hits;
      return undefined;
    },
    BRDA: takeArm,
  };
  return {
    take: (key, value) => {
      items += 1;
      if (items > reportLimits.items) return 'it says more about one file than is read';
      return Object.hasOwn(takers, key) ? takers[key]?.(value) : undefined;
    },
    hits: () => ({
      path,
      unit: 'line',
      statements: byLine([...lines]).map(([line, hits]) => ({ place: wholeLines(line), hits })),
      functions: [...functions.values()]
        .filter(({ first }) => first > 0)
        .map(({ name, first, last, hits }) => ({
          name: /^\(anonymous_\d+\)$/.test(name) ? '' : name,
          declaration: wholeLines(first),
          body: wholeLines(first, last),
          hits,
        })),
      branches: [...blocks.values()].map(({ line, arms }) => branchOf(wholeLines(line), [...arms.values()])),
      certainty: 'high',
    }),
  };
}

function branchOf(place: Place, arms: readonly ArmHits[]): BranchHits {
  return { kind: 'line', place, arms };
}

function byLine(entries: [number, number][]): [number, number][] {
  return entries.filter(([line]) => line > 0).sort(([a], [b]) => a - b);
}

/** Numbers say nothing to people: that is how most writers name arms. */
function textName(arm: string): string | undefined {
  return /^\d*$/.test(arm) ? undefined : arm.slice(0, 200);
}

function lineOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** `-`: the block was never reached. Counters that ran over are negative: not a hit that anybody can tell. */
function countOf(text: string | undefined): number | undefined {
  if (text === '-') return 0;
  if (text === undefined || !/^-?\d+(\.\d+)?(e\+?\d+)?$/.test(text)) return undefined;
  return Math.max(0, Math.min(Number(text), Number.MAX_SAFE_INTEGER));
}
