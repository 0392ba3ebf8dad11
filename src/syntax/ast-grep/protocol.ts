import type { LineRange } from '../../change/outline-lines.ts';
import type { MatcherAnswer, NumberedRule } from './create-matcher.ts';
import type { WasmFiles } from './load-wasm.ts';

/** First message to the process: what it is to load. */
export interface StartMessage extends WasmFiles {
  /** Holds the native grammars; undefined: only the WebAssembly build. */
  readonly nativeDirectory: string | undefined;
  readonly limitMs: number;
}

/** One text. Each rule is sent along once, as `define`, and named by its number from then on. */
export interface MatchMessage {
  readonly id: number;
  readonly language: string;
  readonly text: string;
  readonly define: readonly NumberedRule[];
  readonly rules: readonly number[];
  readonly lines: readonly LineRange[] | undefined;
  readonly countErrors: boolean;
}

export type FromProcess =
  /** `reason`: why the native build is not used; empty when it is. */
  | { readonly type: 'ready'; readonly reason: string }
  | { readonly type: 'answer'; readonly id: number; readonly answer: MatcherAnswer };
