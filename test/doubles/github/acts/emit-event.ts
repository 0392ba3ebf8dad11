import type { ForgeEvent } from '../state/state.ts';
import type { Inside } from '../types.ts';

/** Notes what happened, and tells the webhook of it as it is at this moment. */
export function emitEvent(inside: Inside, event: ForgeEvent): void {
  inside.state.events.push(event);
  inside.webhooks.tell(inside, event);
}
