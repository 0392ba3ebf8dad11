import type { Errand } from '../../../review/jobs/errand.ts';
import type { JobStore } from '../../../review/jobs/job-store.ts';
import type { AppLog } from '../log/create-app-log.ts';
import { factsOfErrand } from '../log/facts-of-errand.ts';
import type { ParseCommand } from '../webhooks/map-comment.ts';
import { mapEvent } from '../webhooks/map-event.ts';
import type { AppEvent } from './open-probot.ts';

export interface KeepingOptions {
  readonly store: Pick<JobStore, 'accept'>;
  readonly parseCommand: ParseCommand;
  readonly log: AppLog;
  /** Called for each that is new, so that nobody has to look for it. */
  readonly onAccepted: (errand: Errand) => void;
}

/** Writes what an event asks for into the store. One that asks for nothing is kept too: every delivery has an end. */
export async function keepEvent(event: AppEvent, options: KeepingOptions): Promise<void> {
  const { store, onAccepted } = options;
  const log = options.log.with({ delivery: event.id, event: nameOf(event) });
  const errands = understand(event, options.parseCommand, log);
  const deliveries = errands.length === 0 ? [undefined] : errands;
  for (const [index, errand] of deliveries.entries()) {
    // Only checks that several pull requests share ask for more than one thing.
    const id = index === 0 ? event.id : `${event.id}/${index + 1}`;
    let job: string | undefined;
    const outcome = await store.accept({ id, event: nameOf(event), errand }, (answers) => (job = answers));
    // Each review makes several of its own that ask for nothing.
    const what = outcome === 'accepted' ? 'webhook accepted' : 'webhook known';
    if (errand === undefined) log.debug(what, { kind: 'nothing' });
    else log.info(what, { ...factsOfErrand(errand), job });
    if (outcome === 'accepted' && errand !== undefined) onAccepted(errand);
  }
}

/** A payload that is not as GitHub describes it would fail each time it came: it is told, and taken for nothing. */
function understand(event: AppEvent, parse: ParseCommand, log: AppLog): readonly Errand[] {
  try {
    return mapEvent(event.name, event.payload, parse);
  } catch (error) {
    const { issues } = error as { readonly issues?: readonly { readonly path: readonly PropertyKey[] }[] };
    if (issues === undefined) throw error;
    log.warn('a payload is not as GitHub describes it', { at: issues[0]?.path.join('.') ?? '' });
    return [];
  }
}

function nameOf({ name, payload }: AppEvent): string {
  const { action } = payload as { readonly action?: unknown };
  return typeof action === 'string' && /^[a-z_]{1,100}$/.test(action) ? `${name}.${action}` : name;
}
