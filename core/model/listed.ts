const list = new Intl.ListFormat('en-GB');

/** "A, B and C"; of many the first `most`: "A, B, C, D, E and 12 more". A single one more is named. */
export const listed = (names: readonly string[], most = 5): string =>
  list.format(names.length <= most + 1 ? names : [...names.slice(0, most), `${names.length - most} more`]);

const numbers = ['Two', 'Three', 'Four', 'Five'];

/** To begin a sentence with. @param count at least 2 */
export const counted = (count: number): string => numbers[count - 2] ?? String(count);
