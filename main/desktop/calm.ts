/** Hands on the first at once and then the newest, at most every `ms`: what came between is left out, the last never is. */
export function calm<T>(ms: number, tell: (value: T) => void): { readonly hear: (value: T) => void; stop(): void } {
  let waiting: { readonly value: T } | undefined;
  let timer: NodeJS.Timeout | undefined;
  const next = (): void => {
    const due = waiting;
    waiting = undefined;
    timer = due && setTimeout(next, ms);
    if (due !== undefined) tell(due.value);
  };
  return {
    hear(value) {
      waiting = { value };
      if (timer === undefined) next();
    },
    stop() {
      clearTimeout(timer);
      waiting = undefined;
    },
  };
}
