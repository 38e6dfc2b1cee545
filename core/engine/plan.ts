import type { Problem } from '../model/problem.ts';
import type { Write } from '../model/write.ts';

/** What a flow wants for one record. Pure data: previewing, journaling and testing it cost nothing. */
export type Plan<W extends Write = Write> =
  /** `writes` take away what an earlier try has left in the ERP. */
  | {
      readonly kind: 'skip';
      readonly code: string;
      readonly reason: string;
      readonly writes: readonly W[];
      readonly notice?: Remark['notice'] | undefined;
    }
  /** Too early to say: it is looked at again with the next run, and the cursor stays before it. */
  | { readonly kind: 'wait'; readonly reason: string }
  | { readonly kind: 'park'; readonly problem: Problem }
  /** The posted document and the record no longer say the same; nothing is written. */
  | { readonly kind: 'conflict'; readonly problem: Problem }
  /**
   * In order; a later Write may need what an earlier one left behind. Empty: it is all there, only the link is missing.
   * `fresh`: the other side was asked and holds nothing of this record yet.
   */
  | {
      readonly kind: 'write';
      readonly writes: readonly W[];
      readonly fresh: boolean;
      readonly remark?: Remark | undefined;
    };

/** What a posted record leaves for a person to do elsewhere: for its own history, and once for the whole agent. */
export type Remark = {
  readonly words: string;
  readonly notice: { readonly code: string; readonly words: string } | undefined;
};
