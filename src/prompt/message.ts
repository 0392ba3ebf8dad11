export interface Message {
  readonly role: 'system' | 'user' | 'assistant';
  readonly content: string;
}

/** Names one wording of one prompt: part of every cache key. `version` rises with any change of text. */
export interface PromptId {
  readonly id: string;
  readonly version: number;
}

/** JSON Schema subset that every backend's grammar understands: flat objects, strings, enums, arrays. */
export type ReplySchema = Readonly<Record<string, unknown>>;
