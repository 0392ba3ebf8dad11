import { afterEach, describe, expect, it, vi } from 'vitest';
import { openTerminal } from '../../../../src/entry/cli/terminal.ts';

describe('colours', () => {
  afterEach(() => vi.unstubAllEnvs());

  it('are no matter of a library: a pipe in CI gets none', () => {
    vi.stubEnv('CI', 'true');
    vi.stubEnv('FORCE_COLOR', undefined);
    vi.stubGlobal('process', { ...process, stdout: { write: () => true }, env: process.env, cwd: () => '/' });
    expect(openTerminal({ quiet: true, color: undefined }).color).toBe(false);
    vi.unstubAllGlobals();
  });
});
