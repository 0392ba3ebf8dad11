import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decide, unknown } from './answer-request.ts';
import type { Brain, Decision } from './answer-request.ts';
import { replyQueue } from './answer.ts';
import { listFaults } from './faults/faults.ts';
import { modelState } from './model-state.ts';
import { ollamaMessage } from './ollama-format.ts';
import { openaiMessage } from './openai-format.ts';
import type { RouteAnswer } from './personas/persona.ts';
import { refusal } from './plan.ts';
import type { Refusal } from './plan.ts';
import { promptPaths } from './read-call.ts';
import { loadRecordings, recordingKey } from './recordings.ts';
import { readRequest, watchCaller } from './requests.ts';
import type { SeenPrompt, SeenRequest } from './requests.ts';
import type { Script } from './script.ts';
import { send, sendRefusal } from './send.ts';

export interface ModelServer {
  /** Without a slash at the end. */
  readonly url: string;
  readonly requests: readonly SeenRequest[];
  /** Prompts that a model would have seen: the chat and generate calls with a message, refused ones too. */
  readonly prompts: readonly SeenPrompt[];
  /** Prompts without a recording or a reply. */
  readonly unknown: number;
  /** How often a model was loaded; 1 when all calls kept the same options. */
  readonly loads: number;
  /** Throws when a prompt was unknown or the double itself failed. */
  readonly assertClean: () => void;
  readonly close: () => Promise<void>;
}

export interface ServerOptions {
  /** 0 (default): a free one. */
  readonly port?: number;
  /** Directory of recorded replies: with it, prompts are answered from there and from nowhere else. */
  readonly recordings?: string;
}

/** Path where a process asks the double what it saw; such requests are not themselves recorded. */
const seenPath = '/__double/requests';

/** Starts a model server on the loopback that plays the script. */
export async function startModelServer(
  script: Script = {},
  options: ServerOptions = {},
): Promise<ModelServer> {
  listFaults(script.fault);
  script.replies?.forEach((reply) => listFaults(reply.fault));
  const recordings = options.recordings === undefined ? undefined : loadRecordings(options.recordings);
  const brain: Brain = { script, queue: replyQueue(script), state: modelState(), struck: new Map() };
  const requests: SeenRequest[] = [];
  const prompts: SeenPrompt[] = [];
  const failures: unknown[] = [];
  let unknownPrompts = 0;

  const remember = (seen: SeenRequest, text: string): void => {
    const model = (seen.body as { model?: string }).model ?? '';
    prompts.push({ path: seen.path, model, text, request: seen });
  };

  const replay = async (seen: SeenRequest, res: ServerResponse, signal: AbortSignal): Promise<boolean> => {
    if (recordings === undefined) return false;
    const recording = recordings.get(recordingKey(seen.path, seen.body));
    const isPrompt = promptPaths.includes(seen.path);
    if (recording === undefined && !isPrompt) return false;
    const { plan, prompt } = decide(seen, brain);
    if (prompt !== undefined) remember(seen, prompt);
    if (recording === undefined) unknownPrompts += 1;
    const answer: Refusal = recording
      ? { ...recording.response, body: recording.response.lines.join('\n') }
      : unknown(prompt ?? seen.rawBody);
    await sendRefusal(res, answer, plan.wire, signal);
    return true;
  };

  const handle = async (seen: SeenRequest, res: ServerResponse, signal: AbortSignal): Promise<void> => {
    if (await replay(seen, res, signal)) return;
    const decision = decide(seen, brain);
    if (decision.prompt !== undefined) remember(seen, decision.prompt);
    if (decision.unknownPrompt) unknownPrompts += 1;
    await respond(seen, decision, brain, res, signal);
  };

  const server = createServer((req, res) => {
    req.socket.setNoDelay(true);
    const work = async (): Promise<void> => {
      const seen = await readRequest(req);
      if (seen.path === seenPath) {
        const texts = prompts.map(({ path, model, text }) => ({ path, model, text }));
        return void res.end(JSON.stringify({ requests, prompts: texts, unknown: unknownPrompts }));
      }
      requests.push(seen);
      await handle(seen, res, watchCaller(seen, res));
    };
    work().catch((error: unknown) => {
      if (!req.complete) return;
      failures.push(error);
      if (!res.headersSent) res.writeHead(500);
      res.end(JSON.stringify({ error: `the double failed: ${String(error)}` }));
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    prompts,
    get unknown() {
      return unknownPrompts;
    },
    get loads() {
      return brain.state.loads();
    },
    assertClean() {
      if (failures.length > 0) throw new Error(`the double failed: ${failures.map(String).join('; ')}`);
      if (unknownPrompts > 0)
        throw new Error(`${unknownPrompts} unknown prompt(s): add a reply or record it anew`);
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function respond(
  seen: SeenRequest,
  { plan, persona, models }: Decision,
  brain: Brain,
  res: ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  if (persona.serverHeader !== undefined) res.setHeader('Server', persona.serverHeader);
  if (plan.refusal !== undefined) return sendRefusal(res, plan.refusal, plan.wire, signal);
  if (plan.call !== undefined) {
    const message =
      plan.call.dialect === 'ollama'
        ? ollamaMessage(plan.call, plan)
        : openaiMessage(plan.call, plan, persona);
    return send(res, message, plan.wire, signal);
  }
  const route = persona.routes[`${seen.method} ${seen.path}`];
  const answer = route?.({
    body: (seen.body ?? {}) as Record<string, unknown>,
    models,
    version: brain.script.version ?? '0.34.0',
    loaded: brain.state.loaded(),
    defaultContext: brain.script.defaultContext ?? 4096,
  });
  return sendRefusal(res, asRefusal(answer ?? persona.notFound(seen.method, seen.path)), plan.wire, signal);
}

function asRefusal({ status, json, text }: RouteAnswer): Refusal {
  if (json !== undefined) return refusal(status, json);
  return { status, body: text ?? '', headers: { 'Content-Type': 'text/plain; charset=utf-8' } };
}
