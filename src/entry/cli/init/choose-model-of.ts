import type { LoadedSettings } from '../../../config/load-settings.ts';
import { GalleyError } from '../../../errors.ts';
import { nearestModelName } from '../../../model/installed/choose-model.ts';
import type { Choices, ModelChoice } from './find-choices.ts';

/**
 * The choice of the model that the operator named; undefined when none is named, or no server could have it. A name
 * without a tag means `:latest`, else the first of that name.
 *
 * Throws GalleyError `model-missing` when no server that answered has it.
 */
export function chooseModelOf(
  { models, servers }: Choices,
  { settings, origins }: LoadedSettings,
): ModelChoice | undefined {
  const { model } = settings;
  const from = origins.get('model')?.from;
  if (model === undefined || from === 'default' || from === 'repository') return undefined;
  const found =
    models.find(({ name }) => name === model || name === `${model}:latest`) ??
    models.find(({ name }) => name.startsWith(`${model}:`));
  if (found || servers.length === 0) return found && { ...found, why: found.name };
  const near = nearestModelName(model, models);
  throw new GalleyError('model-missing', {
    what: `No server that answers here has a model ${model} that can review`,
    why: near === undefined ? `Asked: ${servers.join(', ')}` : `The nearest name is ${near}.`,
    todo: near === undefined ? `ollama pull ${model}` : `galley init --model ${near}`,
  });
}
