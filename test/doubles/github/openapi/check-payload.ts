import { complaints } from './check-call.ts';
import { readDescription } from './read-description.ts';

/**
 * What GitHub's description has against the payload of an event; empty: nothing, or the description is not there.
 *
 * Not done for every delivery: to read one schema takes a second.
 */
export function checkPayload(event: string, action: string, payload: unknown): string[] {
  const description = readDescription();
  if (description === undefined) return [];
  const called = `webhook-${event}-${action}`.replaceAll('_', '-');
  const schema = description.components['schemas']?.[called];
  if (schema === undefined) return [`GitHub describes no ${called}`];
  return complaints(called, schema, payload, description, 'closed');
}
