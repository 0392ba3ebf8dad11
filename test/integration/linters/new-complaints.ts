/** What a linter said, without the place: a doc moves the lines below it. */
export interface Complaint {
  readonly file: string;
  readonly text: string;
}

/** Complaints that a documented file has more often than it had before. */
export function newComplaints(before: readonly Complaint[], after: readonly Complaint[]): string[] {
  const left = new Map<string, number>();
  for (const one of before) left.set(keyOf(one), (left.get(keyOf(one)) ?? 0) + 1);
  return after.map(keyOf).filter((key) => {
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count <= 0;
  });
}

function keyOf({ file, text }: Complaint): string {
  return `${file}: ${text}`;
}
