import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * The part of node-llama-cpp 3 that Galley calls, by shape: the package is an optional peer and is
 * neither installed nor typed here. Runs only in the child process.
 */
export interface Engine {
  getLlama(options: { build: 'never'; skipDownload: true; progressLogs: false; logLevel: 'error' }): Promise<Llama>; // prettier-ignore
  resolveChatWrapper(model: EngineModel): ChatWrapper;
  LlamaGrammarEvaluationState: new (options: { model: EngineModel; grammar: unknown }) => object;
  getModuleVersion?(): Promise<string>;
}

export interface Llama {
  readonly cpuMathCores: number;
  loadModel(options: { modelPath: string; onLoadProgress: (fraction: number) => void }): Promise<EngineModel>;
  createGrammarForJsonSchema(schema: Readonly<Record<string, unknown>>): Promise<unknown>;
}

export interface EngineModel {
  readonly size: number;
  readonly typeDescription: string;
  /** Metadata as nested objects: `{ general: { architecture }, qwen2: { attention: { head_count } } }`. */
  readonly fileInfo: { readonly metadata: unknown };
  readonly tokens: { readonly bos: number | null };
  readonly tokenizer: unknown;
  tokenize(text: string, specialTokens?: boolean): number[];
  detokenize(tokens: readonly number[], specialTokens?: boolean): string;
  createContext(options: { sequences: number; contextSize: number; threads: number }): Promise<EngineContext>;
}

export interface EngineContext {
  readonly contextSize: number;
  getSequence(): EngineSequence;
}

export interface EngineSequence {
  /** Tokens the state holds: what is reused of the prompt before. */
  readonly nextTokenIndex: number;
  adaptStateToTokens(tokens: number[], allowShift: boolean): Promise<void>;
  evaluateWithMetadata(
    tokens: number[],
    metadata: { probabilities: boolean },
    options: { temperature: number; seed: number; grammarEvaluationState?: object },
  ): AsyncGenerator<{ token: number; probabilities?: ReadonlyMap<number, number> }>;
}

export interface ChatWrapper {
  generateContextState(options: { chatHistory: readonly ChatItem[] }): {
    contextText: { tokenize(tokenizer: unknown): number[] };
    stopGenerationTriggers: readonly (readonly unknown[])[];
  };
}

export type ChatItem =
  | { readonly type: 'system' | 'user'; readonly text: string }
  | { readonly type: 'model'; readonly response: readonly string[] };

/**
 * Loads the engine: the package beside Galley, or `enginePath`, its package folder or entry file.
 * Throws what `import` throws.
 */
export async function loadEngine(enginePath: string | undefined): Promise<Engine> {
  if (enginePath === undefined) {
    // A variable, so that neither compiler nor bundler looks for the optional package.
    const name: string = 'node-llama-cpp';
    return (await import(name)) as Engine;
  }
  const isFolder = (await stat(enginePath)).isDirectory();
  const entry = isFolder ? join(enginePath, 'dist', 'index.js') : enginePath;
  return (await import(pathToFileURL(entry).href)) as Engine;
}
