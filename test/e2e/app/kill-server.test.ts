import { describe, it } from 'vitest';
import { kills, runKills, seed, timeout } from './kill-run.ts';

describe('R2: kill -9 at random points of who takes webhooks and who reviews, with a PostgreSQL server', () => {
  it(
    `${kills.server} times, seed ${seed}: no delivery is lost, and every newest head has exactly one review`,
    { timeout },
    () =>
      runKills({
        store: 'server',
        roles: [
          (scene) => scene.start({ args: ['--role', 'web'] }),
          (scene) => scene.start({ args: ['--role', 'worker'], env: { PORT: undefined } }),
        ],
        mostMs: 2_500,
      }),
  );
});
