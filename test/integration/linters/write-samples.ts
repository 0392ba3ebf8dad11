import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StyleSettings } from '../../../src/docstring/learn-style.ts';
import { documentSample, readSample, voices, type Voice } from './document-sample.ts';

export interface WrittenSamples {
  /** Holds `before/` with the sample as it is, and a folder for each documented one. */
  readonly folder: string;
  /** Names of the folders with docs. */
  readonly variants: readonly string[];
}

/**
 * Writes a sample without docs and with docs in every voice and style.
 *
 * @param adapt what a variant needs to stand beside the others, such as a package of its own
 * @param least docs that each of them has at least, so that a linter that is content has seen some
 */
export async function writeSamples(
  name: string,
  styles: Readonly<Record<string, StyleSettings>>,
  least: number,
  adapt: (text: string, variant: string) => string = (text) => text,
): Promise<WrittenSamples> {
  const folder = mkdtempSync(join(tmpdir(), 'galley-linters-'));
  const write = (variant: string, text: string): void => {
    mkdirSync(join(folder, variant));
    writeFileSync(join(folder, variant, name), adapt(text, variant));
  };
  const sample = readSample(name);
  write('before', sample.text);
  const variants: string[] = [];
  for (const [styleName, style] of Object.entries(styles))
    for (const voice of Object.keys(voices) as Voice[]) {
      const { text, count, unsaid } = await documentSample(sample, voice, style);
      if (count < least) throw new Error(`${name}: ${count} docs, without: ${unsaid.join(', ')}`);
      write(`${styleName}_${voice}`, text);
      variants.push(`${styleName}_${voice}`);
    }
  return { folder, variants };
}
