import { createTransport } from '../../../model/transport/http-transport.ts';
import type { ModelOptions } from '../../../model/model-options.ts';
import { inspectOllama } from '../../../model/ollama/inspect-ollama.ts';
import { startOllama } from '../../../model/ollama/start-ollama.ts';
import { ok, warning, type Check } from './check.ts';

/** How much of the loaded model lies on a GPU: only Ollama says. */
export async function checkPlacement(options: ModelOptions, signal: AbortSignal): Promise<Check> {
  const transport = createTransport({ ...options, startCommand: startOllama });
  try {
    const { loaded } = await inspectOllama(transport, options.model, options.freeBytes(), signal);
    if (!loaded) return ok('gpu', 'the model is not loaded now');
    const share = loaded.sizeBytes === 0 ? 0 : loaded.gpuBytes / loaded.sizeBytes;
    const detail = `${Math.round(share * 100)} % of ${(loaded.sizeBytes / 1e9).toFixed(1)} GB on the GPU`;
    if (share === 0) return ok('gpu', `${detail}: runs on the CPU`);
    if (share >= 0.999) return ok('gpu', detail);
    return warning(
      'gpu',
      `${detail}, the rest runs several times slower on the CPU`,
      'choose a smaller model or window: --model, --window',
    );
  } finally {
    transport.close();
  }
}
