/** A place in a queue of bounded length. */
export interface Place {
  /** Resolves when it is this one's turn; rejects with the reason of `signal`. */
  turn(signal: AbortSignal): Promise<void>;
  /** How many come before. 0: its turn has come or is the next to come. */
  ahead(): number;
  /** For whoever is done, or does not want to wait any longer. Safe to call twice. */
  leave(): void;
}

export interface Turns {
  /** Undefined when the queue is full. */
  enter(): Place | undefined;
}

interface Waiting {
  isActive: boolean;
  begin: () => void;
}

/** First come, first served: some at a time, some more that wait. */
export function createTurns(concurrency: number, mostWaiting: number): Turns {
  const places: Waiting[] = [];
  const advance = (): void => {
    for (const place of places.slice(0, concurrency)) {
      place.isActive = true;
      place.begin();
    }
  };
  return {
    enter() {
      if (places.length >= concurrency + mostWaiting) return undefined;
      const place: Waiting = { isActive: false, begin: () => {} };
      places.push(place);
      advance();
      return {
        turn: (signal) =>
          new Promise((resolve, reject) => {
            const fail = (): void => reject(signal.reason as Error);
            if (signal.aborted) return fail();
            signal.addEventListener('abort', fail, { once: true });
            place.begin = resolve;
            if (place.isActive) resolve();
          }),
        ahead: () => Math.max(0, places.indexOf(place) + 1 - concurrency),
        leave() {
          const index = places.indexOf(place);
          if (index < 0) return;
          places.splice(index, 1);
          advance();
        },
      };
    },
  };
}
