import { templateThinks } from '../abilities/template-thinks.ts';
import { loadEngine, type Engine, type EngineModel, type Llama } from './engine.ts';
import { flattenMetadata } from './flatten-metadata.ts';
import { GenerateFailure, generateReply, type OpenSession } from './generate-reply.ts';
import { toEngine, type CompleteMessage, type FromEngine, type ToEngine } from './protocol.ts';

/** Entry of the engine's own process: native code that crashes ends here and not in Galley. */

let loaded: { engine: Engine; llama: Llama; model: EngineModel } | undefined;
let session: OpenSession | undefined;
let turn: Promise<void> = Promise.resolve();
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
      thinks: templateThinks(template),
    },
  });
}

async function open(message: Extract<ToEngine, { type: 'open' }>): Promise<void> {
  if (!loaded) throw new Error('no model is loaded');
  // The engine's threads wait for each other by spinning. With one for every core, anything else that runs here
  // makes all of them wait for a time slice, hundreds of times a token: measured 9 s a token instead of 0.25.
  const threads = Math.max(1, loaded.llama.cpuMathCores - 1);
  const context = await loaded.model.createContext({ sequences: 1, contextSize: message.window, threads });
  const wrapper = loaded.engine.resolveChatWrapper(loaded.model);
  session = { ...loaded, wrapper, sequence: context.getSequence(), window: context.contextSize };
  send({ type: 'opened', id: message.id, window: context.contextSize });
}

async function complete(message: CompleteMessage, signal: AbortSignal): Promise<void> {
  if (!session) throw new Error('no window is open');
  const reply = await generateReply(session, message, signal, (piece, tokens) => {
    send({ type: 'progress', id: message.id, piece, tokens });
  });
  send({ type: 'done', id: message.id, reply });
}

async function handle(message: Exclude<ToEngine, { type: 'abort' }>): Promise<void> {
  const controller = new AbortController();
  running.set(message.id, controller);
  const before = turn;
  let finish = (): void => {};
  turn = new Promise((resolve) => (finish = resolve));
  // One request at a time: all share one sequence of the engine.
  await before;
  try {
    if (message.type === 'load') await load(message);
    else if (message.type === 'open') await open(message);
    else await complete(message, controller.signal);
  } finally {
    running.delete(message.id);
    finish();
  }
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
  const message = parsed.data;
  if (message.type === 'abort') {
    running.get(message.id)?.abort();
    return;
  }
  handle(message).catch((error: unknown) => {
    send(failureOf(message.id, error));
  });
});

// Galley is gone: nobody waits for a reply.
process.on('disconnect', () => {
  process.exit(0);
});
