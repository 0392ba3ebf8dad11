import { describe, it } from 'vitest';
import { kills, runKills, seed, timeout } from './kill-run.ts';

describe('R2: kill -9 at random points, with the database in the data folder', () => {
  it(
    `${kills.embedded} times, seed ${seed}: no delivery is lost, and every newest head has exactly one review`,
    { timeout },
    () => runKills({ store: 'embedded', roles: [(scene) => scene.start()], mostMs: 4_000 }),
  );
});
