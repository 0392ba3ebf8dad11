import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { otherVariables } from '../../../src/entry/cli/command-settings.ts';

const root = join(import.meta.dirname, '../../..');
const read = (file: string): string => readFileSync(join(root, file), 'utf8');

describe.each(['README.md', 'CONTRIBUTING.md'])('%s', (file) => {
  it('asks for the versions of Node that package.json allows', () => {
    const { engines } = JSON.parse(read('package.json')) as { engines: { node: string } };
    expect(engines.node).toBe('^20.19 || >=22.12');
    // A caret ends with its major version: no "or newer" behind it.
    expect(read(file)).toContain('Node 20 (from 20.19 on) or Node 22.12 or newer');
    expect(read(file)).not.toContain('20.19 or newer');
  });

  it('names every variable that is no setting', () => {
    for (const variable of otherVariables) expect(read(file)).toContain(variable);
  });
});
