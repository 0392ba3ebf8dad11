/** One thing that `galley doctor` looked at. */
export interface Check {
  readonly name: string;
  /** `warning`: works, but worse than it could. */
  readonly state: 'ok' | 'warning' | 'failed';
  /** One line with what was found, figures included. */
  readonly detail: string;
  /** The one thing to do; empty when nothing is wrong. */
  readonly fix: string;
}

export function ok(name: string, detail: string): Check {
  return { name, state: 'ok', detail, fix: '' };
}

export function warning(name: string, detail: string, fix: string): Check {
  return { name, state: 'warning', detail, fix };
}

export function failed(name: string, detail: string, fix: string): Check {
  return { name, state: 'failed', detail, fix };
}
