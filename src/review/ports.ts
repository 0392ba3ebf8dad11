import type { Change, FileChange, Side } from '../change/change.ts';
import type { Outline } from '../change/chunk.ts';
import type { LineRange } from '../change/outline-lines.ts';
import type { DocFile } from '../docstring/declaration.ts';
import type { Insertion } from '../docstring/insertion.ts';
import type { CalibrationTable } from '../probe/calibration.ts';
import type { Probe } from '../probe/probe.ts';
import type { Message, ReplySchema } from '../prompt/message.ts';
export type { Log } from '../log.ts';
export type { RuleEngine } from '../rule/rule-engine.ts';
export type { RuleSet, RuleSource } from '../rule/rule.ts';

/** Reads the Change under review. Throws GalleyError (`unknown-ref`, `broken-diff`, `combined-diff`, ...). */
export interface ChangeSource {
  /** What is reviewed, for people: `staged changes`, `commit 1a2b3c4`. */
  readonly title: string;
  /** `maxFileBytes`: new files above it need not be read, their FileChange says so. Undefined: no such limit. */
  read(signal: AbortSignal, maxFileBytes?: number): Promise<Change>;
}

/** Reads whole files of either side of the Change. */
export interface BlobReader {
  /**
   * The file as text, or undefined when that side has none, it cannot be read safely, or it is larger than
   * `maxBytes`. Decoded as `file.encoding` says.
   */
  read(file: FileChange, side: Side, maxBytes: number): Promise<string | undefined>;
  /** What `.gitattributes` says of these paths; those that it does not speak of are absent. */
  attributes(paths: readonly string[]): Promise<ReadonlyMap<string, PathAttributes>>;
  /** Ends helper processes. Safe to call twice. */
  close(): Promise<void>;
}

export interface PathAttributes {
  /** `linguist-generated`; false when it is switched off. */
  readonly generated?: boolean;
  /** `linguist-vendored`; false when it is switched off. */
  readonly vendored?: boolean;
  /** `diff` is unset: people do not want to see the lines. Says nothing about what the file holds. */
  readonly undiffed?: boolean;
}

/** Parsers: text to Outline. Loaded at the first call for a language. */
export interface Syntax {
  /**
   * Undefined for a language without a parser: the caller falls back to indentation. Never throws on bad code.
   *
   * With `lines`, ascending and without overlaps, the Outline may lack what does not touch them. Cutting then gives the
   * same Chunks, as long as they are those of outline-lines.ts.
   */
  outline(path: string, text: string, lines?: readonly LineRange[]): Promise<Outline | undefined>;
  /** Says how many texts will come, so that helpers can start for many. Optional: a hint. */
  expect?(texts: number): void;
  /** Ends helpers. Later texts are parsed without them. Safe to call twice. */
  close?(): void;
}

/** Declarations, comments and the shape of the code around them. Parsers load at the first file that needs them. */
export interface DocSyntax {
  /**
   * Undefined for a language whose docs are not known, for a text that is too large or too slow to parse, and where no parser
   * can be had. Never throws on bad code.
   */
  read(path: string, text: string): Promise<DocFile | undefined>;
  /**
   * What the language's own parser says, where there is one on this machine: whether two texts are the same program apart
   * from their docs. Undefined where none can tell. Never throws.
   */
  isSameProgram?(path: string, before: string, after: string): Promise<boolean | undefined>;
}

/** The files about to be committed, and the only way to change them. */
export interface StagedWriter {
  /** Throws GalleyError (`git-failed`, `not-a-repository`). */
  read(signal: AbortSignal): Promise<StagedFiles>;
  /**
   * Puts insertions into staged files and, as far as that is safe, into their copies in the working tree. An entry that is
   * not any more what was read is left alone. Never throws for one file; nothing is written before all of it is prepared.
   */
  write(edits: readonly StagedEdit[]): Promise<readonly StagedOutcome[]>;
}

export interface StagedFiles {
  readonly files: readonly StagedFile[];
  /** Staged files that are not to be touched, such as a symbolic link or a pointer of git-lfs. */
  readonly skipped: readonly SkippedFile[];
  /** Why nothing is to be done at all, such as a merge; empty: go on. */
  readonly stop: string;
}

export interface SkippedFile {
  readonly path: string;
  readonly reason: string;
  /** It should have been looked at and could not be; else policy leaves such files alone. */
  readonly isUnread: boolean;
}

export interface StagedFile {
  /** From the root of the repository, with `/`. */
  readonly path: string;
  readonly mode: '100644' | '100755';
  /** Blob id of what is staged. */
  readonly id: string;
  /** Valid UTF-8 that encodes to the very same bytes; a byte order mark is its first character. */
  readonly text: string;
  /** 1-based head lines that the commit adds or changes, ascending. */
  readonly added: readonly LineRange[];
}

export interface StagedEdit {
  readonly file: StagedFile;
  /** In the order of their places. At least one. */
  readonly insertions: readonly Insertion[];
  /** The same docs for another text of the same file; undefined where a Declaration is not there as it was. */
  readonly reanchor: (text: string) => Promise<string | undefined>;
}

export interface StagedOutcome {
  readonly path: string;
  /** `documented`: staged with its docs. `dropped`: left as the user staged it. */
  readonly staged: 'documented' | 'dropped';
  /** What became of the copy in the working tree. */
  readonly tree: 'written' | 'merged' | 're-anchored' | 'left-alone';
  /** For people; empty where all went well. */
  readonly reason: string;
}

/** A model on the user's own hardware, behind one server or in one child process. */
export interface Model {
  /** Asks the server once and remembers. Throws GalleyError (`server-unreachable`, `model-missing`, `model-not-local`, ...). */
  describe(signal: AbortSignal): Promise<ModelCard>;
  /** Tokens that this text costs, as far as the server's own counts have taught us. Never 0 for non-empty text. */
  countTokens(text: string): number;
  /** One reply, whole and checked, or a GalleyError with a code of a model call. Never a reply to a cut prompt. */
  complete(request: CompletionRequest): Promise<Completion>;
  close(): Promise<void>;
}

/** What a run may rely on, settled before the first prompt. */
export interface ModelCard {
  readonly name: string;
  /** Identifies the weights: the server's digest, else a hash of what the server says of the model. */
  readonly digest: string;
  readonly family: string;
  /** As the server words it, such as `1.5B`; empty when it does not say. */
  readonly parameters: string;
  readonly quantisation: string;
  readonly server: ServerCard;
  readonly window: WindowCard;
  /** Calls the server really works on at the same time. */
  readonly parallel: number;
  readonly abilities: Abilities;
  /** What the capability check cost this run; null when its result was remembered. */
  readonly check: TokenCounts | null;
}

export interface ServerCard {
  readonly backend: 'ollama' | 'openai' | 'gguf';
  /** Product as found: `ollama`, `llama-server`, `lmstudio`, `vllm`, `mlx`, `node-llama-cpp`, `unknown`. */
  readonly product: string;
  readonly version: string;
  /** Where prompts go: an URL without user information, or the path of the model file. */
  readonly address: string;
}

export interface WindowCard {
  /** Tokens the model was trained for; undefined when the server does not say. */
  readonly trained: number | undefined;
  /** Tokens of this run's fixed window: prompt and reply together. */
  readonly used: number;
  /** Why this size: with figures, for `doctor`. */
  readonly reason: string;
}

export interface Abilities {
  /** Found by asking for an unguessable constant, not by believing the documentation. */
  readonly schema: 'enforced' | 'ignored';
  readonly tokenProbabilities: boolean;
  readonly thinking: boolean;
}

export interface CompletionRequest {
  readonly messages: readonly Message[];
  /** Most tokens of the reply. */
  readonly maxTokens: number;
  readonly schema?: ReplySchema;
  readonly temperature: number;
  readonly seed: number;
  /** How many likeliest tokens to report at each position of the reply, 0 to 20. 0: no probabilities. */
  readonly topTokens: number;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: CallProgress) => void;
}

export interface CallProgress {
  readonly stage: 'waiting' | 'loading' | 'reading' | 'writing';
  /** 0 to 1 where the server tells. */
  readonly fraction?: number;
  readonly tokens?: number;
}

export interface Completion {
  /** Without thinking. Never empty. */
  readonly text: string;
  /** `length`: the reply ran into `maxTokens`; its end is missing. */
  readonly stop: 'stop' | 'length';
  readonly tokens: TokenCounts;
  readonly ms: CallTimes;
  /** One entry a reply token, likeliest first; empty unless asked for. */
  readonly probabilities: readonly (readonly TokenProbability[])[];
}

export interface TokenCounts {
  /** Prompt tokens as the server counted them; our own count where it does not say. */
  readonly prompt: number;
  /** Prompt tokens it really evaluated, where known: the rest came from its prefix cache. */
  readonly evaluated: number | undefined;
  readonly reply: number;
}

export interface CallTimes {
  readonly load: number;
  readonly prefill: number;
  readonly decode: number;
  readonly total: number;
}

export interface TokenProbability {
  readonly token: string;
  /** Natural logarithm. */
  readonly logprob: number;
}

/** Replies by content address. A broken or missing entry is a miss; a failing disk never fails a review. */
export interface ReplyCache {
  get(key: string): Promise<Completion | undefined>;
  put(key: string, completion: Completion): Promise<void>;
}

/** The Probes that may be asked: the catalogue. */
export interface ProbeSource {
  load(): Promise<readonly Probe[]>;
}

/** Calibration tables: those that ship with Galley and those that the operator made. */
export interface CalibrationStore {
  /** Tables that may hold for this model, the operator's own first. Empty: nobody has measured it. */
  tablesFor(card: ModelCard): Promise<readonly FoundTable[]>;
}

export interface FoundTable {
  readonly table: CalibrationTable;
  /** For people: `shipped with Galley`, or the operator's file. */
  readonly source: string;
}

export interface Clock {
  /** Milliseconds since some fixed point, never going back. */
  now(): number;
}
