import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import type { OutputName } from './action-interface.ts';

export type Outputs = Readonly<Partial<Record<OutputName, string>>>;

/**
 * Hands values to later steps. The file is a list of `name<<END`, lines, `END`: the end is a word that nobody who wrote
 * one of the values could know.
 */
export async function writeOutputs(file: string | undefined, values: Outputs): Promise<void> {
  if (file === undefined || file === '') return;
  const entries = Object.entries(values).map(([name, value]) => renderEntry(name, value));
  await appendFile(file, entries.join(''));
}

function renderEntry(name: string, value: string): string {
  const end = `galley_${randomUUID()}`;
  if (value.includes(end)) return renderEntry(name, value);
  return `${name}<<${end}\n${value}\n${end}\n`;
}

/** A runner throws a summary of more than this away: "supports content up to a size of 1024k". */
const mostSummaryBytes = 1024 * 1024;

/** UTF-16 units that surely fit, at three bytes each, with room for what stands there already. */
export const mostSummaryCharacters = 300_000;

/** Adds Markdown to what the page of the run shows. Too much for it is left out with a word. */
export async function addSummary(file: string | undefined, markdown: string): Promise<void> {
  if (file === undefined || file === '') return;
  const fits = Buffer.byteLength(markdown) < mostSummaryBytes;
  await appendFile(file, fits ? markdown : 'The summary was too long: see the report file.\n');
}
