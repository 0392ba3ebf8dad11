import { loadEngine, type Engine, type EngineModel, type Llama } from './engine.ts';
import { flattenMetadata } from './flatten-metadata.ts';
import { GenerateFailure, generateReply, type OpenSession } from './generate-reply.ts';
import { toEngine, type FromEngine, type ToEngine } from './protocol.ts';

/** Entry of the engine's own process: native code that crashes ends here and not in Galley. */

let loaded: { engine: Engine; llama: Llama; model: EngineModel } | undefined;
let session: OpenSession | undefined;
const running = new Map<number, AbortController>();

function send(message: FromEngine): void {
  process.send?.(message);
}

async function load(message: Extract<ToEngine, { type: 'load' }>): Promise<void> {
  const engine = await loadEngine(message.enginePath);
  // Never a compiler run, never a download: a review must not start either.
  const llama = await engine.getLlama({ build: 'never', skipDownload: true, progressLogs: false, logLevel: 'error' }); // prettier-ignore
  const onLoadProgress = (fraction: number): void => {
    send({ type: 'progress', id: message.id, fraction });
  };
  const model = await llama.loadModel({ modelPath: message.file, onLoadProgress });
  loaded = { engine, llama, model };
  const metadata = flattenMetadata(model.fileInfo.metadata);
  const template = metadata['tokenizer.chat_template'];
  delete metadata['tokenizer.chat_template'];
  send({
    type: 'loaded',
    id: message.id,
    facts: {
      version: (await engine.getModuleVersion?.()) ?? '',
      metadata,
      weightsBytes: model.size,
      description: model.typeDescription,
      thinks: typeof template === 'string' && /<think|reasoning_content|enable_thinking/u.test(template),
    },
  });
}

async function open(message: Extract<ToEngine, { type: 'open' }>): Promise<void> {
  if (!loaded) throw new Error('no model is loaded');
  const context = await loaded.model.createContext({ sequences: 1, contextSize: message.window });
  const wrapper = loaded.engine.resolveChatWrapper(loaded.model);
  session = { ...loaded, wrapper, sequence: context.getSequence(), window: context.contextSize };
  send({ type: 'opened', id: message.id, window: context.contextSize });
}

async function complete(message: Extract<ToEngine, { type: 'complete' }>): Promise<void> {
  if (!session) throw new Error('no window is open');
  const controller = new AbortController();
  running.set(message.id, controller);
  try {
    const reply = await generateReply(session, message, controller.signal, (piece, tokens) => {
      send({ type: 'progress', id: message.id, piece, tokens });
    });
    send({ type: 'done', id: message.id, reply });
  } finally {
    running.delete(message.id);
  }
}

async function handle(message: ToEngine): Promise<void> {
  if (message.type === 'load') return load(message);
  if (message.type === 'open') return open(message);
  if (message.type === 'complete') return complete(message);
  running.get(message.id)?.abort();
}

function failureOf(id: number, error: unknown): FromEngine {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof GenerateFailure) return { type: 'failed', id, code: error.code, message };
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined;
  const isMissing =
    !loaded &&
    (code === 'ERR_MODULE_NOT_FOUND' ||
      code === 'ENOENT' ||
      (error instanceof Error && error.constructor.name === 'NoBinaryFoundError'));
  return { type: 'failed', id, code: isMissing ? 'engine-missing' : 'failed', message };
}

process.on('message', (value) => {
  const parsed = toEngine.safeParse(value);
  if (!parsed.success) return;
  handle(parsed.data).catch((error: unknown) => {
    send(failureOf(parsed.data.id, error));
  });
});

// Galley is gone: nobody waits for a reply.
process.on('disconnect', () => {
  process.exit(0);
});
