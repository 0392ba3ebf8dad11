import type { ForgeEvent } from '../state/state.ts';
import type { Inside } from '../types.ts';

/** Notes what would have gone to a webhook. */
export function emitEvent(inside: Inside, event: ForgeEvent): void {
  inside.state.events.push(event);
}
