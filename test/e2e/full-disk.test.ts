import { describe, expect, it } from 'vitest';
import { galleyAt, temporaryFolder, type Run } from './galley-process.ts';
import { stagedRepository } from './sample-change.ts';

const galley = galleyAt(temporaryFolder());

describe.skipIf(process.platform !== 'linux')(
  'a full disk behind standard output',
  { concurrent: true },
  () => {
    const { root } = stagedRepository();
    const full = (args: readonly string[], redirection: string): Promise<Run> =>
      galley(args, { cwd: root, wrapper: ['sh', '-c', `"$@" ${redirection}`, 'sh'] });

    it.each([
      '--version',
      '--help',
      'review --help',
      'review --no-model',
      'config print',
      'doctor --no-model',
      'cache stats',
    ])('%s: one message, exit 2', async (line) => {
      const { code, stderr } = await full(line.split(' '), '>/dev/full');
      expect(code, stderr).toBe(2);
      expect(stderr.match(/^galley: Standard output can't be written\n.*ENOSPC/gm)).toHaveLength(1);
      expect(stderr).not.toMatch(/^\s+at |internal error/m);
    });

    it('progress that cannot be written is no reason to stop', async () => {
      const { code, stdout } = await full(['review', '--no-model'], '2>/dev/full');
      expect(code).toBe(0);
      expect(stdout).toContain('by rules only');
    });

    it('a reader that leaves early is no fault', async () => {
      const { code, stderr } = await full(['config', 'schema'], '| head -1');
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    });
  },
);
