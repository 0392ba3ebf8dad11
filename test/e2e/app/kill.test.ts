import { describe, expect, it } from 'vitest';
import { defect, reports, silent } from '../sample-change.ts';
import { openApp } from './app-scene.ts';
import { runKills } from './kill-run.ts';

/** `npm run nightly -- app-kill` sets both. */
const seed = Number(process.env['GALLEY_SEED'] ?? 20_261_122);
const kills = Number(process.env['GALLEY_KILLS'] ?? 60);

describe('R2: kill -9 at random points', () => {
  it(
    `${kills} times, seed ${seed}: no delivery is lost, and every newest head has exactly one review`,
    { timeout: 300_000 + kills * 15_000 },
    async () => {
      const slow = { kind: 'slow-headers', ms: 300 } as const;
      const replies = [{ ...reports(defect), fault: slow }, silent];
      const scene = await openApp({ script: { replies } });
      // The first start takes longer than all others: it makes the database.
      await (await scene.started()).end('SIGKILL');
      const { start, started: settle } = scene;
      const result = await runKills({ scene, seed, kills, start, settle, mostMs: 4_000 });
      process.stdout.write(
        `app kill: ${kills} kills, ${result.pulls} pull requests, ${result.accepted} accepted, seed ${seed}\n`,
      );
      expect(result.faults, result.said()).toEqual([]);
      const { open = 0, dead = 0, ...ended } = result.ends;
      expect({ open, dead }).toEqual({ open: 0, dead: 0 });
      const count = Object.values(ended).reduce((sum, each) => sum + each, 0);
      expect(count).toBeGreaterThanOrEqual(result.accepted);
      scene.github.assertClean();
    },
  );
});
