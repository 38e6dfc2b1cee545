/**
 * When records last changed, from what they are at each look: a person who edits a file leaves no note of what it was.
 * Times are milliseconds by `now`.
 */
export type Seen = {
  /**
   * @param states record -> all that counts of it
   * @param known when a record of the first look last changed, as far as that is known
   * @returns record -> when it changed, those that are gone too
   */
  look(states: ReadonlyMap<string, string>, known: (record: string) => number): ReadonlyMap<string, number>;
  /** Before the first look nobody knows what has changed. */
  readonly isNew: boolean;
};

export function openSeen(now: () => number): Seen {
  const seen = new Map<string, { readonly state: string | undefined; readonly at: number }>();
  let isNew = true;
  return {
    get isNew() {
      return isNew;
    },
    look(states, known) {
      const at = now();
      for (const record of new Set([...seen.keys(), ...states.keys()])) {
        const state = states.get(record);
        const before = seen.get(record);
        if (before === undefined) seen.set(record, { state, at: isNew ? Math.min(known(record), at) : at });
        else if (before.state !== state) seen.set(record, { state, at });
      }
      isNew = false;
      return new Map([...seen].map(([record, one]) => [record, one.at]));
    },
  };
}
