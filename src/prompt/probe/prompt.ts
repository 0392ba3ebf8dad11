import type { Chunk } from '../../change/chunk.ts';
import type { Message, PromptId } from '../message.ts';
import { renderYesNoQuestion } from '../yes-no-question.ts';

/**
 * Raise with every change of the text around the question: old answers then leave the cache, old calibrations no longer
 * apply.
 */
export const probeId: PromptId = { id: 'probe', version: 2 };

/** The question of a Probe about one Chunk. */
export function renderProbe(chunk: Chunk, question: string): Message[] {
  return renderYesNoQuestion(chunk, question);
}
