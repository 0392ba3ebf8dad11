import { cpus, totalmem } from 'node:os';
import type { ModelCard } from '../../src/review/ports.ts';

/** How a section came about. */
export interface SectionFacts {
  /** Null: no model was asked. */
  readonly card: ModelCard | null;
  readonly date: string;
  readonly hardware: string;
  readonly command: string;
  /** Names of the calibration tables; empty: none. */
  readonly tables: readonly string[];
  /** Runs left out, since their replies are not kept. */
  readonly withheld: number;
}

/** Markdown: what was measured, on what and how, then the tables. */
export function renderSection(facts: SectionFacts, tables: readonly string[]): string {
  const { card, date, hardware, command, withheld } = facts;
  const asked =
    card === null
      ? 'No model was asked.'
      : `Model \`${card.name}\` (${[card.family, card.parameters, card.quantisation].filter(Boolean).join(', ')}; digest ${card.digest.slice(0, 12)}) on ${[card.server.product, card.server.version].filter(Boolean).join(' ')}; calibration: ${facts.tables.join(', ') || 'none'}.`;
  const left =
    withheld === 0
      ? []
      : [`${withheld} runs are left out: their replies may quote other people's code and are not kept.`];
  return [
    `## ${card === null ? 'Rules' : card.name}`,
    `${asked} ${date === '' ? 'Undated' : date}, ${hardware}. Repeat: \`${command}\``,
    reading,
    ...left,
    ...tables,
  ].join('\n\n');
}

/** The machine that runs this. */
export function thisMachine(): string {
  const model = cpus()[0]?.model.trim() || 'unknown processor';
  return `${cpus().length} cores of ${model}, ${Math.round(totalmem() / 2 ** 30)} GiB`;
}

const reading = `A finding is true when its lines touch a known bug's; every other one is false, also every one in a clean change. \`info\` and what is
folded beyond the cap count as neither. A clean change is silent when nothing was said and the run is whole. A run is broken when it fails or
leaves something out. Calls, tokens and seconds are those of the first asking: a cached reply counts with what it cost when it was made, and a
question that was asked before costs nothing.`;
