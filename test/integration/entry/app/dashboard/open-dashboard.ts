import type { Hono } from 'hono';
import { createDashboard } from '../../../../../src/entry/app/dashboard/create-dashboard.ts';
import type { DashboardOptions } from '../../../../../src/entry/app/dashboard/dashboard-options.ts';
import { createTokenCheck } from '../../../../../src/entry/app/operator/create-token-check.ts';
import { silentLog } from '../../../../../src/log.ts';
import type { EndedSessions } from '../../../../../src/store/ended-sessions.ts';
import { recordsOf, sampleNow } from '../../../../unit/report/dashboard/sample-jobs.ts';

export const token = 'a-token-of-the-operator';

export interface OpenDashboard {
  readonly app: Hono;
  /** Ids that were to run again. */
  readonly revived: string[];
  readonly warnings: string[];
  readonly pass: (ms: number) => void;
}

/** A dashboard over jobs in memory. */
export function openDashboard(given: Partial<DashboardOptions> = {}): OpenDashboard {
  let time = sampleNow;
  const now = (): number => time;
  const revived: string[] = [];
  const warnings: string[] = [];
  const app = createDashboard({
    records: recordsOf(),
    jobs: {
      revive: async (id) => {
        revived.push(id);
        return id.length > 3;
      },
      reviveAll: async () => revived.push('all'),
    },
    operator: createTokenCheck(token, now),
    operatorToken: token,
    endedSessions: memorySessions(),
    rebuildPrompts: async () => [
      {
        chunk: { path: 'src/cart/total.ts', symbol: 'Cart.total' },
        name: 'review-chunk@1',
        messages: [
          { role: 'system', content: 'You review a code change.\nReply with JSON.' },
          {
            role: 'user',
            content:
              'File src/cart/total.ts, in Cart.total:\n```diff\n-  return sum;\n+  return sum * (1 + this.tax);\n```',
          },
        ],
      },
    ],
    looks: async () => [],
    isPublic: false,
    version: '0.0.0-test',
    now,
    log: { ...silentLog, warn: (message) => void warnings.push(message) },
    ...given,
  });
  return { app, revived, warnings, pass: (ms) => void (time += ms) };
}

/** What processes of one store know together. */
export function memorySessions(): EndedSessions {
  const ended = new Set<string>();
  return { end: async (id) => void ended.add(id), isEnded: async (id) => ended.has(id) };
}
