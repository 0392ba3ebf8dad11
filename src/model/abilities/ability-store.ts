import type { Abilities } from '../../review/ports.ts';

/** What capability checks found, kept between runs. A broken or missing entry is `undefined`; it never throws. */
export interface AbilityStore {
  /** `key` names the server, its version, the model's digest and the version of the check. */
  get(key: string): Promise<Abilities | undefined>;
  put(key: string, abilities: Abilities): Promise<void>;
}
