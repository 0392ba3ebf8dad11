import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { hasProgram } from '../../e2e/has-program.ts';
import { runProgram } from './run-program.ts';
import { writeSamples } from './write-samples.ts';

let folder = '';
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const styles = { usual: {}, narrow: { width: 60 } };

describe('gofmt', () => {
  it('leaves docs as they are, and vet finds nothing in them', async (context) => {
    context.skip(!(await hasProgram('go', ['version'])), 'no go');
    const samples = await writeSamples('store.go', styles, 18);
    ({ folder } = samples);
    const { stdout, stderr } = await runProgram('gofmt', ['-l', '.'], folder);
    expect([stdout, stderr]).toEqual(['', '']);
    writeFileSync(join(folder, 'go.mod'), 'module example.invalid/store\n\ngo 1.21\n');
    const vet = await runProgram('go', ['vet', '-composites=false', './...'], folder);
    expect([vet.code, vet.stderr]).toEqual([0, '']);
  }, 120_000);
});
