import { describe, it } from 'vitest';
import { hasPostgres } from '../../doubles/postgres/has-postgres.ts';
import { kills, runKills, seed, timeout } from './kill-run.ts';

const isMissing = !(await hasPostgres());

describe('R2: kill -9 at random points of who takes webhooks and who reviews, with a PostgreSQL server', () => {
  it(
    `${kills.server} times, seed ${seed}: no delivery is lost, and every newest head has exactly one review`,
    { timeout },
    async (context) => {
      if (isMissing) context.skip('no postgres: bash scripts/peers.sh');
      await runKills({
        store: 'server',
        roles: [
          (scene) => scene.start({ args: ['--role', 'web'] }),
          (scene) => scene.start({ args: ['--role', 'worker'], env: { PORT: undefined } }),
        ],
        mostMs: 2_500,
      });
    },
  );
});
