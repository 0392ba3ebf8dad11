import { GalleyError } from '../../errors.ts';
import { nearestModelName } from '../installed/choose-model.ts';
import { countOf, fieldsOf, textOf, type Fields } from '../read-fields.ts';
import { refuseRemoteModel } from '../installed/refuse-remote-model.ts';
import { lmStudioEntry, type ServerFacts } from './inspect-server.ts';

export interface ModelTraits {
  readonly name: string;
  readonly digest: string;
  readonly family: string;
  readonly parameters: string;
  readonly quantisation: string;
}

/**
 * The wanted model if the server lists it, else the only one.
 *
 * Throws GalleyError `model-missing`, `model-not-local`, `invalid-usage` (one that writes no text).
 */
export function pickModel(facts: ServerFacts, wanted: string | undefined): string {
  const names = facts.models.flatMap((entry) => textOf(entry['id']) ?? []);
  if (wanted !== undefined) {
    refuseRemoteModel({ name: wanted });
    if (names.includes(wanted)) {
      refuseEmbedder(facts, wanted, names);
      return wanted;
    }
    // llama-server has one model and does not care for its name.
    const only = names[0];
    if (facts.row.product === 'llama-server' && names.length === 1 && only !== undefined) return only;
    const near = nearestModelName(wanted, names.map((name) => ({ name }))); // prettier-ignore
    throw new GalleyError('model-missing', {
      what: `The server has no model ${wanted}.`,
      why: near === undefined ? `It lists ${names.length} models.` : `The nearest name it lists is ${near}.`,
      todo: facts.row.pull(wanted) || `--model ${near ?? names[0] ?? 'NAME'}`,
    });
  }
  const usable = names.filter((name) => !/embed/iu.test(name));
  const [only] = usable;
  if (only !== undefined && usable.length === 1) return only;
  throw new GalleyError('model-missing', {
    what: only === undefined ? 'The server has no model.' : `The server lists ${usable.length} models.`,
    why: usable.slice(0, 5).join(', '),
    todo: only === undefined ? facts.row.start : `--model ${only}`,
  });
}

/** Only LM Studio says what a model is for. */
function refuseEmbedder(facts: ServerFacts, wanted: string, names: readonly string[]): void {
  const isEmbedder = (name: string): boolean => textOf(lmStudioEntry(facts, name)['type']) === 'embedding';
  if (facts.row.product !== 'lmstudio' || !isEmbedder(wanted)) return;
  const fit = names.find((name) => !isEmbedder(name));
  throw new GalleyError('invalid-usage', {
    what: `The model ${wanted} can't review: it writes no text.`,
    why: 'The server says that it makes embeddings. Nothing was sent.',
    todo: fit === undefined ? facts.row.pull('qwen2.5-coder:7b') : `--model ${fit}`,
  });
}

/** What the server tells of the weights. `digest` hashes it all, for want of the server's own. */
export function describeModel(facts: ServerFacts, name: string, hash: (text: string) => string): ModelTraits {
  const entry: Fields = facts.models.find((candidate) => candidate['id'] === name) ?? {};
  const native = facts.row.product === 'lmstudio' ? lmStudioEntry(facts, name) : {};
  const said = {
    name,
    meta: entry['meta'],
    root: entry['root'],
    path: facts.details['model_path'],
    size: native['size_bytes'],
    quantisation: native['quantization'],
  };
  const meta = fieldsOf(entry['meta']);
  return {
    name,
    digest: hash(JSON.stringify(said)),
    family: textOf(native['architecture']) ?? '',
    parameters: textOf(native['params_string']) ?? billionsOf(meta['n_params']),
    quantisation: textOf(fieldsOf(native['quantization'])['name']) ?? shortType(textOf(meta['ftype']) ?? ''),
  };
}

/** llama-server counts parameters one by one: 1777088000 is `1.8B`. */
function billionsOf(parameters: unknown): string {
  const count = countOf(parameters) ?? 0;
  return count === 0 ? '' : `${(count / 1e9).toFixed(1)}B`;
}

/** llama-server writes `Q4_K - Medium` for what the files and everybody else call `Q4_K_M`. */
function shortType(ftype: string): string {
  return ftype.replace(/ - (Small|Medium|Large)$/u, (_, size: string) => `_${size.charAt(0)}`);
}
