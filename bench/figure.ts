/** One measured figure; a target that was missed is reported, not thrown. */
export interface Figure {
  readonly name: string;
  readonly value: string;
  /** What the figure is held against, in words; empty where there is none. */
  readonly target: string;
  /** Undefined without a target. */
  readonly met?: boolean;
}

export interface Result {
  readonly title: string;
  /** How it was measured, in one or two sentences. */
  readonly method: string;
  readonly figures: readonly Figure[];
}

export function atMost(name: string, value: number, limit: number, unit: string, detail = ''): Figure {
  const shown = `${round(value)}${unit}`;
  return {
    name,
    value: detail === '' ? shown : `${shown} (${detail})`,
    target: `at most ${limit}${unit}`,
    met: value <= limit,
  };
}

export function plain(name: string, value: string): Figure {
  return { name, value, target: '' };
}

/** Two digits behind the point below 10, one below 100. */
export function round(value: number): string {
  return value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
}
