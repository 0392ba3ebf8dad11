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

/** Read by hand: the half of bench/docs/verdicts that was seen while the filter was made. Prompt `statement` version 1. */
export const measuredStatements: readonly MeasuredStatements[] = [
  {
    names: /^(?:.*\/)?qwen2\.5-coder[:-]1\.5b\b/i,
    scores: {
      summary: {
        right: [
          1.76, 1.76, 1.85, 1.95, 2, 2.04, 2.1, 2.12, 2.3, 2.32, 2.41, 2.43, 2.47, 2.48, 2.51, 2.52, 2.52,
          2.57, 2.59, 2.61, 2.65, 2.69, 2.81, 2.82, 2.82, 3, 3.03, 3.1, 3.18, 3.31, 3.32, 3.33, 3.58, 3.63,
          3.74,
        ],
        wrong: [0.77, 1.14, 1.57, 1.62, 1.72, 1.95, 2.11, 2.23, 2.25, 2.76],
      },
      params: {
        right: [
          0.32, 0.38, 0.5, 0.6, 0.68, 0.76, 0.77, 0.79, 0.97, 1.11, 1.12, 1.13, 1.19, 1.2, 1.26, 1.26, 1.27,
          1.29, 1.3, 1.3, 1.32, 1.34, 1.39, 1.4, 1.41, 1.42, 1.42, 1.45, 1.47, 1.5, 1.51, 1.53, 1.54, 1.55,
          1.57, 1.57, 1.64, 1.66, 1.68, 1.69, 1.71, 1.71, 1.74, 1.76, 1.83, 1.87, 1.87, 1.88, 1.89, 1.95,
          1.95, 2.11, 2.11, 2.12, 2.18, 2.4, 2.41, 2.51, 2.58, 2.63, 2.7,
        ],
        wrong: [0.56, 1.04, 1.13, 1.17, 1.29, 1.36, 1.56, 2.11],
      },
      returns: {
        right: [
          0.92, 1.15, 1.34, 1.66, 1.7, 1.71, 1.82, 1.89, 1.89, 1.9, 1.99, 2.14, 2.15, 2.16, 2.23, 2.28, 2.42,
          2.49, 2.56, 2.68, 2.7, 2.72, 2.85,
        ],
        wrong: [0.44, 0.99, 1.11, 1.24, 1.31, 1.34, 1.69, 1.77, 1.99, 2.39],
      },
      throws: { right: [0.9, 1.45, 1.62], wrong: [] },
    },
  },
];
