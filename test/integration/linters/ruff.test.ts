import { existsSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newComplaints, type Complaint } from './new-complaints.ts';
import { runProgram } from './run-program.ts';
import { writeSamples } from './write-samples.ts';

const ruff = resolve('.peers/bin/ruff');
let folder = '';
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface RuffMessage {
  readonly filename: string;
  readonly code: string | null;
  readonly message: string;
}

describe('ruff', () => {
  beforeEach((context) => context.skip(!existsSync(ruff), 'no ruff: bash scripts/peers.sh'));

  it.each(['google', 'numpy', 'pep257'] as const)(
    'has nothing to say of docstrings by %s',
    async (convention) => {
      const styles = { usual: { convention }, narrow: { convention, width: 72 } };
      const samples = await writeSamples('models.py', styles, 20);
      ({ folder } = samples);
      const options = ['--isolated', '--no-cache'];
      const rules = ['--select', 'D,W,E5', '--config', `lint.pydocstyle.convention='${convention}'`];
      const { stdout } = await runProgram(
        ruff,
        ['check', ...options, ...rules, '--output-format=json', '.'],
        folder,
      );
      const messages = (JSON.parse(stdout) as RuffMessage[]).map(({ filename, code, message }) => ({
        variant: filename.split('/').at(-2),
        complaint: { file: 'models.py', text: `${code} ${message}` },
      }));
      const of = (variant: string): Complaint[] =>
        messages.flatMap((one) => (one.variant === variant ? [one.complaint] : []));
      expect(of('before').length).toBeGreaterThan(15);
      for (const variant of samples.variants) expect(newComplaints(of('before'), of(variant))).toEqual([]);
      // Its formatter has nothing to lay out anew either.
      expect((await runProgram(ruff, ['format', ...options, '--check', '.'], folder)).stdout).toMatch(
        /already formatted/,
      );
    },
  );
});
