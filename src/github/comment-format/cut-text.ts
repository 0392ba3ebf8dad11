/** The longest start of a text that fits, with an ellipsis; the text itself where it fits. No character is cut in two. */
export function cutText(text: string, fits: (text: string) => boolean): string {
  if (fits(text)) return text;
  const points = Array.from(text);
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(start(points, middle))) low = middle;
    else high = middle - 1;
  }
  return start(points, low);
}

function start(points: readonly string[], length: number): string {
  return `${points.slice(0, length).join('').trimEnd()}…`;
}
