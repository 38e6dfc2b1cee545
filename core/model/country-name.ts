const regions = new Intl.DisplayNames('en-GB', { type: 'region', fallback: 'code' });

/** "GB" is "United Kingdom"; what is no country's code stays as it is. */
export function countryName(code: string): string {
  try {
    return regions.of(code) ?? code;
  } catch {
    return code;
  }
}
