/** At most `perSecond` on average, `burst` at once. @returns whether this one may pass. */
export function rateLimit(perSecond: number, burst: number, now: () => number): () => boolean {
  let left = burst;
  let at = now();
  return () => {
    const time = now();
    left = Math.min(burst, left + ((time - at) / 1000) * perSecond);
    at = time;
    if (left < 1) return false;
    left -= 1;
    return true;
  };
}
