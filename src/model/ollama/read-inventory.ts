import type { InstalledModel } from '../installed/choose-model.ts';
import { countOf, fieldsOf, listOf, textOf, type Fields } from '../read-fields.ts';

/** A model that Ollama has in memory now. */
export interface LoadedModel {
  readonly name: string;
  readonly digest: string;
  /** Tokens of the window it was really given; undefined from old servers. */
  readonly window: number | undefined;
  readonly sizeBytes: number;
  /** Bytes of it in GPU memory: 0 for a CPU, less than `sizeBytes` when it is shared out. */
  readonly gpuBytes: number;
}

/** What `/api/show` says of one model. */
export interface ShownModel {
  /** `mlx` for safetensors: that engine ignored schemas for long. */
  readonly engine: 'gguf' | 'mlx';
  /** Undefined when the server does not say (before 0.6.4). */
  readonly capabilities: readonly string[] | undefined;
  readonly modelInfo: Fields;
  readonly remoteHost: string | undefined;
  readonly remoteModel: string | undefined;
}

export interface ListedModel extends InstalledModel {
  readonly remoteModel: string | undefined;
}

export function readTags(answer: unknown): readonly ListedModel[] {
  return listOf(fieldsOf(answer)['models'])
    .map(fieldsOf)
    .flatMap((entry) => {
      const name = textOf(entry['name']) ?? textOf(entry['model']);
      return name === undefined ? [] : [listed(name, entry)];
    });
}

function listed(name: string, entry: Fields): ListedModel {
  const details = fieldsOf(entry['details']);
  const capabilities = entry['capabilities'];
  return {
    name,
    digest: textOf(entry['digest']) ?? '',
    sizeBytes: countOf(entry['size']) ?? 0,
    family: textOf(details['family']) ?? '',
    parameters: textOf(details['parameter_size']) ?? '',
    quantisation: textOf(details['quantization_level']) ?? '',
    capabilities: Array.isArray(capabilities) ? capabilities.map(String) : undefined,
    remoteHost: textOf(entry['remote_host']),
    remoteModel: textOf(entry['remote_model']),
  };
}

export function readShow(answer: unknown): ShownModel {
  const shown = fieldsOf(answer);
  const capabilities = shown['capabilities'];
  return {
    engine: fieldsOf(shown['details'])['format'] === 'safetensors' ? 'mlx' : 'gguf',
    capabilities: Array.isArray(capabilities) ? capabilities.map(String) : undefined,
    modelInfo: fieldsOf(shown['model_info']),
    remoteHost: textOf(shown['remote_host']),
    remoteModel: textOf(shown['remote_model']),
  };
}

export function readLoaded(answer: unknown): readonly LoadedModel[] {
  return listOf(fieldsOf(answer)['models'])
    .map(fieldsOf)
    .map((entry) => ({
      name: textOf(entry['name']) ?? textOf(entry['model']) ?? '',
      digest: textOf(entry['digest']) ?? '',
      window: countOf(entry['context_length']) || undefined,
      sizeBytes: countOf(entry['size']) ?? 0,
      gpuBytes: countOf(entry['size_vram']) ?? 0,
    }));
}
