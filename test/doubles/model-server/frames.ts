/** A piece of a reply that belongs together: one NDJSON line or one SSE event, ends included. */
export interface Frame {
  readonly kind: 'token' | 'end';
  readonly text: string;
}

/** A reply in the caller's protocol, before the wire's own faults. */
export interface WireMessage {
  readonly contentType: string;
  readonly frames: readonly Frame[];
  /** How this protocol writes an error after the headers. */
  readonly errorFrame: (text: string) => string;
  /** True: one JSON body with a length, not a stream. */
  readonly single: boolean;
}
