export type SimpleOp = 'same' | 'equal' | 'instance' | 'length' | 'includes' | 'matches' | 'type';

/** What one assertion demands of a value, whatever library it is written for. Values are code. */
export type Check =
  | {
      readonly op: 'same' | 'equal' | 'instance' | 'length' | 'includes' | 'matches' | 'type';
      readonly value: string;
    }
  | { readonly op: 'truthy' | 'called' }
  /** `value` empty: anything. */
  | { readonly op: 'throws'; readonly value: string }
  | { readonly op: 'compares'; readonly sign: '<' | '<=' | '>' | '>='; readonly value: string }
  | { readonly op: 'close'; readonly value: string; readonly delta: string }
  /** `value` undefined: it only has to be there. */
  | { readonly op: 'property'; readonly name: string; readonly value: string | undefined }
  | { readonly op: 'called-times'; readonly value: string }
  | { readonly op: 'called-with'; readonly value: string };

export interface Assertion {
  /** Code of what is looked at. */
  readonly actual: string;
  readonly check: Check;
  readonly isNegated: boolean;
  /** What a promise comes to is looked at. */
  readonly promise: '' | 'resolves' | 'rejects';
}
