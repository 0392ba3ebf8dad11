import { onAnswer, onWire } from './effect.ts';

const long = 300_000;

/** What goes wrong between the first byte and the last. */
export const streamFaults = {
  'no-done': onAnswer('the stream just ends; a single reply says done:false', () => ({ done: false })),
  'error-mid-stream': onWire('200, then an {"error"} line after `after` (2) tokens; `text`', (options) => ({
    errorAfter: options.after ?? 2,
    errorText: options.text ?? 'an error was encountered while running the model: unexpected EOF',
  })),
  'slow-headers': onWire('headers after `ms` (300000)', ({ ms }) => ({ headersAfterMs: ms ?? long })),
  stall: onWire('silence of `ms` (300000) after `after` (2) tokens', ({ ms, after }) => ({
    stall: { after: after ?? 2, ms: ms ?? long },
  })),
  drip: onWire('one byte every `ms` (1000)', ({ ms }) => ({ byteMs: ms ?? 1000, chunking: 'byte' as const })),
  'split-bytes': onWire('every byte is a write of its own: characters split everywhere', () => ({
    byteMs: 0,
    chunking: 'byte' as const,
  })),
  'split-lines': onWire('every line comes in two halves', () => ({ chunking: 'split-lines' as const })),
  'joined-lines': onWire('many lines in one write', () => ({ chunking: 'joined' as const })),
  pings: onWire('SSE comments between the events', () => ({ pings: true })),
  'usage-early': onWire('usage beside the finish reason, not in a chunk of its own', () => ({
    usage: 'with-finish' as const,
  })),
  'reset-before-headers': onWire('the connection breaks before the headers', () => ({ resetAfter: -1 })),
  'reset-mid-stream': onWire('the connection breaks after `after` (2) tokens', ({ after }) => ({
    resetAfter: after ?? 2,
  })),
  reload: onAnswer('the model is loaded anew: load_duration of `ms` (60000)', (_, { ms }) => ({
    loadMs: ms ?? 60_000,
  })),
};
