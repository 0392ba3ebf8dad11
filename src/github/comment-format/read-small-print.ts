/** What a comment of ours says about its finding besides the marker. All empty where it does not say. */
export interface SmallPrint {
  readonly rule: string;
  readonly confidence: string;
  readonly proof: string;
}

const footer = /<sub>[a-z-]+ · `([^`\n]{1,200})` · (?:([^`<\n]{1,200}) · )?`[0-9a-f]{16}`<\/sub>/g;
const quickFix = /^Quick fix \(([^)\n]{1,100})\)/m;

/** Reads what render-comment.ts writes, in a comment that may have been folded since. Never throws. */
export function readSmallPrint(body: string): SmallPrint {
  const [, rule = '', confidence = ''] = [...body.matchAll(footer)].at(-1) ?? [];
  return { rule, confidence, proof: quickFix.exec(body)?.[1] ?? '' };
}
