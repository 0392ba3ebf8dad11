/**
 * Plays node-llama-cpp 3 for the engine's child process: one token a character, and a reply that the last
 * user message orders: `say TEXT`, `echo` (its own prompt), `crash`, `hang` (deaf to everything), `slow` (a word a
 * moment, without end), `repeat` (one word at once, without end), `json` (whatever the grammar wants).
 */
interface Item {
  type: string;
  text?: string;
  response?: string[];
}

const endToken = 3;
const codes = (text: string): number[] => [...text].map((character) => character.codePointAt(0) ?? 0);
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let order = '';
let state: number[] = [];

async function* replyTokens(prompt: number[], options: { grammarEvaluationState?: { schema: unknown } }) {
  if (order === 'crash') process.abort();
  if (order === 'hang') for (;;);
  if (order === 'throw') throw new Error('out of memory');
  let text = order.startsWith('say ') ? order.slice(4) : String.fromCodePoint(...prompt);
  if (order === 'json')
    text = `${JSON.stringify({ wanted: options.grammarEvaluationState?.schema ?? null })}${'\n'.repeat(150)}`;
  if (order === 'slow' || order === 'repeat') {
    for (let i = 0; ; i += 1) {
      for (const token of codes(order === 'slow' ? `${String(i)} ` : 'again and ')) yield token;
      if (order === 'slow') await pause(15);
      else await pause(0);
    }
  }
  for (const token of codes(text)) yield token;
  yield endToken;
}

const sequence = {
  get nextTokenIndex() {
    return state.length;
  },
  async adaptStateToTokens(tokens: number[]) {
    const same = state.findIndex((token, at) => token !== tokens[at]);
    state = state.slice(0, same === -1 ? Math.min(state.length, tokens.length) : same);
  },
  async *evaluateWithMetadata(
    tokens: number[],
    metadata: { probabilities: boolean },
    options: { grammarEvaluationState?: { schema: unknown } },
  ) {
    state = [...state, ...tokens];
    for await (const token of replyTokens(state, options)) {
      const others: [number, number][] = [[120, 0.1], [token, 0.7], [121, 0.2], [122, 0]]; // prettier-ignore
      yield metadata.probabilities ? { token, probabilities: new Map(others) } : { token };
    }
  },
};

const model = {
  size: 4096,
  typeDescription: 'fake 1M Q4_0',
  fileInfo: {
    metadata: {
      general: { architecture: 'fake', size_label: '1M' },
      fake: { context_length: 2048n, block_count: 2, embedding_length: 64, attention: { head_count: 4, head_count_kv: [2, 2] } }, // prettier-ignore
      tokenizer: { chat_template: 'plain', ggml: { tokens: ['a', 'b'] } },
    },
  },
  tokens: { bos: 1 },
  tokenizer: 'the tokenizer',
  tokenize: (text: string) => (text === '<end>' ? [endToken] : codes(text)),
  detokenize: (tokens: readonly number[]) => String.fromCodePoint(...tokens),
  createContext: async ({ contextSize, threads }: { contextSize: number; threads: number }) => {
    if (threads !== 7) throw new Error('takes every core');
    return { contextSize, getSequence: () => sequence };
  },
};

export async function getLlama(options: Readonly<Record<string, unknown>>) {
  if (options['build'] !== 'never' || options['skipDownload'] !== true) throw new Error('would build');
  return {
    cpuMathCores: 8,
    loadModel: async ({
      modelPath,
      onLoadProgress,
    }: {
      modelPath: string;
      onLoadProgress: (f: number) => void;
    }) => {
      // prettier-ignore
      onLoadProgress(0.5);
      if (modelPath.includes('broken')) throw new Error('bad tensor');
      return model;
    },
    createGrammarForJsonSchema: async (schema: unknown) => ({ schema }),
  };
}

export function resolveChatWrapper() {
  return {
    generateContextState: ({ chatHistory }: { chatHistory: Item[] }) => {
      order = chatHistory.findLast((item) => item.type === 'user')?.text ?? '';
      const text = chatHistory.map((item) => `[${item.type}]${item.text ?? item.response?.join('') ?? ''}`);
      return {
        contextText: { tokenize: () => [1, 1, ...codes(text.join(''))] },
        stopGenerationTriggers: [['<end>'], [{ type: 'specialTokensText', value: 'longer than one token' }]],
      };
    },
  };
}

export class LlamaGrammarEvaluationState {
  readonly schema: unknown;
  constructor(options: { grammar: { schema: unknown } }) {
    this.schema = options.grammar.schema;
  }
}

export async function getModuleVersion(): Promise<string> {
  return `3.99.0 ${Object.keys(process.env).join(',')}`.trim();
}
