import { randomBytes } from 'node:crypto';
import { describeFailure, isGalleyError } from '../../../errors.ts';
import type { Model, ModelCard } from '../../../review/ports.ts';
import { failed, ok, warning, type Check } from './check.ts';
import { measureSpeed, type Speed } from './measure-speed.ts';

export interface ModelExamination {
  readonly checks: readonly Check[];
  readonly card: ModelCard | null;
  readonly speed: Speed | null;
}

/**
 * Server, model, window, abilities and speed: everything a review would rely on, measured where it can be.
 *
 * @param lookFurther one more check, while the model is open
 */
export async function examineModel(
  open: () => Promise<Model>,
  signal: AbortSignal,
  lookFurther: (model: Model, card: ModelCard) => Promise<Check>,
): Promise<ModelExamination> {
  let model: Model | undefined;
  try {
    model = await open();
    const card = await model.describe(signal);
    const known = [
      serverCheck(card),
      modelCheck(card),
      localCheck(card),
      ok('window', card.window.reason),
      ...abilityChecks(card),
    ];
    const speed = await measureSpeed(model, randomBytes(8).toString('hex'), signal);
    return { checks: [...known, speedCheck(speed), await lookFurther(model, card)], card, speed };
  } catch (error) {
    if (!isGalleyError(error)) throw error;
    const detail = describeFailure(error);
    return { checks: [failed('model', detail, error.todo)], card: null, speed: null };
  } finally {
    await model?.close();
  }
}

function serverCheck({ server }: ModelCard): Check {
  const version = server.version === '' ? '' : ` ${server.version}`;
  return ok('server', `${server.product}${version} at ${server.address}`);
}

function modelCheck(card: ModelCard): Check {
  const facts = [card.parameters, card.quantisation, card.digest.slice(0, 12)].filter((fact) => fact !== '');
  return ok('model', `${card.name} (${facts.join(', ')})`);
}

/** Describing a model fails for one that is not local: getting here is the proof. */
function localCheck({ server }: ModelCard): Check {
  const where = server.backend === 'gguf' ? 'a process of this machine' : server.address;
  return ok('local', `no cloud entry; prompts go to ${where} and nowhere else`);
}

function abilityChecks({ abilities }: ModelCard): Check[] {
  const schema =
    abilities.schema === 'enforced'
      ? ok('schema', 'enforced: the server kept to a constant it could not guess')
      : warning(
          'schema',
          'ignored by the server: replies are parsed as text, more of them get lost',
          'update the server',
        );
  const probabilities = abilities.tokenProbabilities
    ? ok('logprobs', 'token probabilities come back')
    : warning('logprobs', 'no token probabilities', 'Ollama gives them from 0.12.11 on, llama-server always');
  return [schema, probabilities];
}

function speedCheck({ prefill, decode, linesPerMinute }: Speed): Check {
  const figures = `reads ${prefill.toFixed(0)}, writes ${decode.toFixed(1)} tokens/s`;
  return ok('speed', `${figures}: reviews about ${linesPerMinute} changed lines a minute here`);
}
