import type { AskingOptions } from '../../src/review/review-options.ts';

/** What is measured by itself, and all of it together. */
export const configurationNames = ['rules', 'probes', 'forms', 'agreed', 'all'] as const;
export type ConfigurationName = (typeof configurationNames)[number];

export interface Configuration {
  /** Whether the built-in rules speak, and what else needs no model. */
  readonly rules: boolean;
  /** Undefined: no model is asked. */
  readonly asking: (Pick<AskingOptions, 'probes' | 'forms'> & Partial<AskingOptions>) | undefined;
}

export const configurations: Readonly<Record<ConfigurationName, Configuration>> = {
  rules: { rules: true, asking: undefined },
  probes: { rules: false, asking: { probes: true, forms: 'never' } },
  forms: { rules: false, asking: { probes: false, forms: 'always' } },
  /** The same form three times: what two of them say. */
  agreed: { rules: false, asking: { probes: false, forms: 'always', samples: 3 } },
  /** As a user gets it. */
  all: { rules: true, asking: { probes: true, forms: 'graded' } },
};
