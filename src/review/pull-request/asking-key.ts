import { createHash } from 'node:crypto';
import type { Probe } from '../../probe/probe.ts';
import { claimId } from '../../prompt/claim/prompt.ts';
import { fixId } from '../../prompt/fix/prompt.ts';
import { probeId } from '../../prompt/probe/prompt.ts';
import { reviewChunkId } from '../../prompt/review-chunk/prompt.ts';
import type { ReviewOptions } from '../review-options.ts';

/** Everything that decides what a model says about a Chunk, as far as it is known without asking the model. */
export interface AskingKeyParts {
  /** As configured: name and server, or file. */
  readonly modelName: string;
  /** Of Galley: thresholds and the tables that ship with it change with it. */
  readonly toolVersion: string;
  readonly options: Pick<ReviewOptions, 'asking' | 'promptTokens' | 'replyTokens'>;
  /** The catalogue; empty where no Probe is asked. */
  readonly probes: readonly Probe[];
}

/** Reviews with the same key ask the same things in the same words. 16 hexadecimal digits. */
export function askingKey({ modelName, toolVersion, options, probes }: AskingKeyParts): string {
  const { asking, promptTokens, replyTokens } = options;
  const { probes: withProbes, forms, samples, wordings, baseDifference } = asking;
  const prompts = [reviewChunkId, probeId, claimId, fixId].map(({ id, version }) => [id, version]);
  const catalogue = probes.map(({ id, category, severity, title, message, triggers, questions }) => [
    id,
    category,
    severity,
    title,
    message,
    triggers,
    questions,
  ]);
  const parts = [
    modelName,
    toolVersion,
    [withProbes, forms, samples, wordings, baseDifference, promptTokens, replyTokens],
    prompts,
    catalogue,
  ];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 16);
}
