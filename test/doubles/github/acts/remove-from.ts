/** Takes all items that fit out of a list. */
export function removeFrom<T>(list: T[], fits: (item: T) => boolean): void {
  const kept = list.filter((item) => !fits(item));
  list.splice(0, list.length, ...kept);
}
