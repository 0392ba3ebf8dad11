/** Every output of a Review, in the order in which help texts list them. */
export const formats = [
  'pretty',
  'json',
  'jsonl',
  'sarif',
  'rdjson',
  'github',
  'gitlab',
  'checkstyle',
  'junit',
  'markdown',
  'html',
  'agent',
] as const;
export type Format = (typeof formats)[number];

/** What a renderer knows besides the Review. */
export interface ReportContext {
  readonly tool: { readonly name: 'galley'; readonly version: string };
  /** Whether `pretty` may use SGR colours; the other formats never do. */
  readonly color: boolean;
  /** Columns of the reader's terminal, for `pretty`. */
  readonly width: number;
  /** Whether `pretty` adds time and tokens a stage. */
  readonly profile: boolean;
  /** Absolute path of the working tree, for formats that can name it; absent: paths stay relative. */
  readonly root?: string;
}
