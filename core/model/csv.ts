/** A spreadsheet would run a cell that begins so as a formula; the mark before it shows it as text. A negative number stays one. */
const formula = /^(?!-\d+(?:\.\d+)?$)[=+\-@\t\r]/;

const cell = (text: string): string => {
  const safe = formula.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** RFC 4180; a spreadsheet takes it as UTF-8 by its first character. */
export const csvOf = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map(row => `${row.map(cell).join(',')}\r\n`).join('')}`;
