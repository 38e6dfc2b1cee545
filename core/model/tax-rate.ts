/** "0.05" is "5%". */
export const percent = (rate: string): string => `${Number((Number(rate) * 100).toFixed(4))}%`;

/** The rate of a tax that would stand for one of another rate; undefined where it fits or is not told. */
export const otherRate = (sought: string, rate: string | undefined): string | undefined =>
  rate === undefined || Number(rate) === Number(sought) ? undefined : rate;
