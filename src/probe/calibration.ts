/** What one model made of one probe, measured once. Scores are log odds: see score-answer.ts. */
export interface ProbeScores {
  /** Hash of the questions asked: scores of other wordings say nothing about these. */
  readonly wording: string;
  /** Where the trigger fires in code that has stood unchanged or is in wide use: taken for sound. */
  readonly sound: readonly number[];
  /** The probe's own good examples: the sound twins of its bad ones. */
  readonly good: readonly number[];
  /** The probe's own bad examples. */
  readonly bad: readonly number[];
}

/** Which weights a table belongs to. Names and templates differ from server to server; these three do not. */
export interface CalibrationKey {
  readonly family: string;
  readonly parameters: string;
  readonly quantisation: string;
}

/** All that was measured for one model. */
export interface CalibrationTable {
  readonly key: CalibrationKey;
  /** Version of the prompt that the scores were read from. */
  readonly promptVersion: number;
  /** Scores of fixed snippets, in order: who answers them alike is the same model. */
  readonly canary: readonly number[];
  /** By probe id. */
  readonly probes: Readonly<Record<string, ProbeScores>>;
  /**
   * Scores of the model's own remarks when it is asked whether they are true: `bad` of remarks on a line that has a
   * defect, `good` of remarks on sound examples. Null: nobody tried whether this model can fill in forms.
   */
  readonly claims: ProbeScores | null;
}

/** What a model is good for, by what was measured. */
export type Grade = 'rules-only' | 'probes' | 'probes+forms';
