import { answerCall } from './answer.ts';
import type { ReplyQueue } from './answer.ts';
import { applyFaults, isInventory, listFaults } from './faults/faults.ts';
import type { Fault } from './faults/faults.ts';
import { overflowWording } from './faults/overflow.ts';
import type { ModelState } from './model-state.ts';
import { textField } from './personas/persona.ts';
import { personas } from './personas/personas.ts';
import type { Persona } from './personas/persona.ts';
import { noAnswer, plainWire, refusal } from './plan.ts';
import type { Plan, Refusal } from './plan.ts';
import { isAtLeast, promptPaths, readOllamaCall, readOpenaiCall } from './read-call.ts';
import type { SeenRequest } from './requests.ts';
import { defaultModel } from './script.ts';
import type { Call, ModelEntry, Script } from './script.ts';
import { countTokens } from './tokens.ts';

/** What the server will do with a request. `prompt` is set when a model would have seen it. */
export interface Decision {
  readonly plan: Plan;
  readonly persona: Persona;
  readonly models: readonly ModelEntry[];
  readonly prompt: string | undefined;
  readonly unknownPrompt: boolean;
}

export interface Brain {
  readonly script: Script;
  readonly queue: ReplyQueue;
  readonly state: ModelState;
  /** How often each server-wide fault struck. */
  readonly struck: Map<Fault, number>;
}

/** Decides about one request; the same truthful way first, the faults after. */
export function decide(seen: SeenRequest, brain: Brain): Decision {
  const { script } = brain;
  const persona = personas[script.persona ?? 'ollama'];
  const wide = striking(seen.path, brain);
  const start: Plan = {
    call: undefined,
    models: script.models ?? [defaultModel],
    answer: noAnswer,
    refusal: undefined,
    wire: plainWire,
  };
  const { models } = applyFaults(start, wide.filter(isInventory));
  const base = { ...start, models };
  const others = wide.filter((fault) => !isInventory(fault));
  const nothing = { persona, models, prompt: undefined, unknownPrompt: false };
  const denied = unauthorized(seen, script);
  if (denied !== undefined) return { ...nothing, plan: { ...base, refusal: denied } };
  if (seen.method !== 'POST' || !promptPaths.includes(seen.path))
    return { ...nothing, plan: applyFaults(base, others) };

  const call = readCall(seen, models, persona, script);
  if (!('prompt' in call)) return { ...nothing, plan: applyFaults({ ...base, refusal: call }, others) };
  if (call.messages.length === 0)
    return { ...nothing, plan: applyFaults(preload(base, call, brain), others) };
  return { ...nothing, prompt: call.prompt, ...planCall({ ...base, call }, call, others, brain, persona) };
}

function planCall(base: Plan, call: Call, wide: readonly Fault[], brain: Brain, persona: Persona) {
  const reply = brain.queue.take(call);
  const { loadMs, cachedTokens } = brain.state.serve(call);
  const own = listFaults(reply?.fault).filter((fault) => !isInventory(fault));
  const unknownPrompt = reply === undefined && brain.script.otherwise === 'unknown';
  const answer = answerCall(call, reply, cachedTokens, loadMs);
  const tooLong = overflowRefusal(call, persona, brain.script);
  const refused = unknownPrompt ? unknown(call.prompt) : tooLong;
  return { unknownPrompt, plan: applyFaults({ ...base, answer, refusal: refused }, [...wide, ...own]) };
}

/** The refusal for a prompt that no recording and no reply fits. */
export function unknown(prompt: string): Refusal {
  return refusal(500, { error: `unknown prompt: ${prompt.slice(0, 2000)}` });
}

function striking(path: string, { script, struck }: Brain): Fault[] {
  return listFaults(script.fault).filter((fault) => {
    const hits =
      isInventory(fault) ||
      fault.on === '*' ||
      (fault.on === undefined ? promptPaths.includes(path) : fault.on === path);
    const count = struck.get(fault) ?? 0;
    if (!hits || count >= (fault.times ?? Infinity)) return false;
    struck.set(fault, count + 1);
    return true;
  });
}

function unauthorized(seen: SeenRequest, { apiKey }: Script): Refusal | undefined {
  if (apiKey === undefined || seen.path === '/health') return undefined;
  if (seen.headers['authorization'] === `Bearer ${apiKey}`) return undefined;
  return refusal(401, { error: { message: 'Invalid API Key', type: 'authentication_error', code: 401 } });
}

function readCall(
  seen: SeenRequest,
  models: readonly ModelEntry[],
  persona: Persona,
  script: Script,
): Call | Refusal {
  const openai = seen.path.startsWith('/v1/');
  if (!openai && persona.name !== 'ollama') {
    const { status, json, text } = persona.notFound(seen.method, seen.path);
    return json === undefined ? { status, body: text ?? '' } : refusal(status, json);
  }
  if (typeof seen.body !== 'object' || seen.body === null) {
    return refusal(400, { error: 'invalid character looking for beginning of object key string' });
  }
  const body = seen.body as Record<string, unknown>;
  const wanted = textField(body, 'model');
  const model =
    models.find(({ name }) => name === wanted) ?? (persona.name === 'llama-server' ? models[0] : undefined);
  if (model === undefined) {
    const message = `model '${wanted}' not found`;
    return refusal(
      404,
      openai ? { error: { message, type: 'api_error', param: null, code: null } } : { error: message },
    );
  }
  const around = {
    persona,
    version: script.version ?? '0.34.0',
    defaultContext: script.defaultContext ?? 4096,
  };
  return openai
    ? readOpenaiCall(seen.path, body, model, around)
    : readOllamaCall(seen.path, body, model, around);
}

/** An empty call only loads the model, or unloads it with `keep_alive: 0`. */
function preload(base: Plan, call: Call, brain: Brain): Plan {
  const unload = call.body['keep_alive'] === 0;
  if (unload) brain.state.unload();
  else brain.state.serve(call);
  return {
    ...base,
    call: { ...call, stream: false },
    answer: { ...noAnswer, reason: unload ? 'unload' : 'load' },
  };
}

function overflowRefusal(call: Call, persona: Persona, script: Script): Refusal | undefined {
  const sent = countTokens(call.prompt);
  if (call.overflow !== 'refuse' || sent < call.context) return undefined;
  if (call.dialect === 'openai')
    return overflowWording(persona.overflow ?? 'llama-server')(sent, call.context);
  const shifted = call.body['truncate'] !== false && isAtLeast(script.version ?? '0.34.0', 0, 30);
  return overflowWording(shifted ? 'ollama-shift' : 'ollama-input')(sent, call.context);
}
