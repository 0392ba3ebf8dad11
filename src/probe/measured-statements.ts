import measured from './measured-statements.json' with { type: 'json' };

/** Log odds of Yes when a model was asked whether its own statements are true. */
export interface StatementScores {
  /** Of statements that a person found true. */
  readonly right: readonly number[];
  /** Of statements that a person found false or misleading. */
  readonly wrong: readonly number[];
}

/** What was measured of one model. */
export interface MeasuredStatements {
  /** Names that servers give this model. */
  readonly names: RegExp;
  readonly scores: Readonly<Record<'summary' | 'params' | 'returns' | 'throws', StatementScores>>;
}

/**
 * By model, from the half of bench/docs/verdicts that was read while the truth filter was made. Written by
 * `npm run bench:docs -- --thresholds`; prompt `statement` version 1.
 */
export const measuredStatements: readonly MeasuredStatements[] = measured.map(({ names, scores }) => ({
  names: new RegExp(names, 'i'),
  scores,
}));
