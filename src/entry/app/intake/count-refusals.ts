import type { Log } from '../../../log.ts';

/** Told of each webhook that is refused: its status, and one of the few texts that say why. */
export type OnRefused = (status: number, why: string) => void;

const everyMs = 60_000;

/**
 * Tells the operator that webhooks are refused: the first at once, later ones once a minute by their reasons. Anybody can
 * have webhooks refused, and must not fill the log.
 */
export function countRefusals(log: Log): OnRefused {
  const counts = new Map<string, number>();
  let timer: NodeJS.Timeout | undefined;
  const tell = (): void => {
    timer = undefined;
    if (counts.size === 0) return;
    const entries = [...counts].sort(([, a], [, b]) => b - a);
    counts.clear();
    log.warn('webhooks were refused', {
      count: entries.reduce((sum, [, count]) => sum + count, 0),
      why: entries.map(([why, count]) => `${count} x ${why}`).join('; '),
      fix: remedyFor(entries.map(([why]) => why)),
    });
    timer = setTimeout(tell, everyMs).unref();
  };
  return (status, why) => {
    const reason = `${status} ${why}`;
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
    if (timer === undefined) tell();
  };
}

const remedies: readonly (readonly [string, string])[] = [
  [
    '401',
    'set WEBHOOK_SECRET here and the webhook secret in the settings of the GitHub App to the same text; if they are the same, strangers send these, or a proxy changes the body',
  ],
  ['415', 'choose application/json as the content type of the webhook in the settings of the GitHub App'],
];

/** Of what is refused for another reason there is nothing to set. */
function remedyFor(reasons: readonly string[]): string | undefined {
  const found = remedies.filter(([status]) => reasons.some((reason) => reason.startsWith(status)));
  return found.length === 0 ? undefined : found.map(([, text]) => text).join('; ');
}
