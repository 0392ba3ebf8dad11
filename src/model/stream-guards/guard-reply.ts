import { endsInRepetition, repetitionSpan } from './find-repetition.ts';

/** Why a reply is not worth waiting for. */
export type ReplyFault = 'same-token' | 'same-block' | 'blank' | 'too-long';

export interface ReplyGuard {
  /** Takes the next piece of the reply; a fault means: stop the call. */
  push(piece: string): ReplyFault | undefined;
}

/** The same token in a row, blanks between them not counted; Ollama's own guard stood at 30 for long. */
const maxSameTokens = 30;
const maxBlankCharacters = 200;
const maxBlankPieces = 100;
/** How many new characters are worth another look for repeated blocks. */
const step = 20;

/** Watches one channel (text, or thinking) of one reply. `maxCharacters` bounds it whatever the server promised. */
export function createReplyGuard(maxCharacters: number): ReplyGuard {
  let tail = '';
  let total = 0;
  let sinceCheck = 0;
  let last = '';
  let same = 0;
  let blankCharacters = 0;
  let blankPieces = 0;
  return {
    push: (piece) => {
      total += piece.length;
      const trimmed = piece.trim();
      blankPieces = trimmed === '' && piece !== '' ? blankPieces + 1 : 0;
      blankCharacters = longestBlank(blankCharacters, piece);
      if (trimmed !== '') {
        same = trimmed === last ? same + 1 : 1;
        last = trimmed;
      }
      tail = (tail + piece).slice(-repetitionSpan);
      sinceCheck += piece.length;
      if (total > maxCharacters) return 'too-long';
      if (same > maxSameTokens) return 'same-token';
      if (blankCharacters > maxBlankCharacters || blankPieces > maxBlankPieces) return 'blank';
      if (sinceCheck < step) return undefined;
      sinceCheck = 0;
      return endsInRepetition(tail) ? 'same-block' : undefined;
    },
  };
}

/** Blank characters at the end so far; more when a longer run stands inside the piece. */
function longestBlank(before: number, piece: string): number {
  if (piece.trim() === '') return before + piece.length;
  const leading = before + piece.length - piece.trimStart().length;
  if (leading > maxBlankCharacters) return leading;
  const inner = /\s{201,}/u.exec(piece);
  return inner ? inner[0].length : piece.length - piece.trimEnd().length;
}
