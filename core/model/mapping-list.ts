import type { Missing } from './problem.ts';
import type { Instant } from './time.ts';

/** The mappings as a person sees and changes them. */

/** Why a choice looks like what is missing: its code, its name, a tax its rate. A hint: nothing is chosen by it. */
export type Likeness = 'code' | 'name' | 'rate';
export type MappingChoice = {
  readonly code: string;
  readonly label: string;
  readonly like: Likeness | undefined;
  /** Of a tax, a decimal fraction; undefined where it has none or the ERP does not tell. */
  readonly rate: string | undefined;
};

/** One thing that is mapped, named as an order would miss it. */
export type MappingRow = {
  readonly what: Missing;
  /** The ERP's. */
  readonly code: string;
  /** Who made it so, on which PC; undefined: it stands in the file without a trace. */
  readonly changed: Omit<MappingChange, 'what' | 'after'> | undefined;
};
/** One thing that orders wait for. */
export type MappingGap = {
  readonly missing: Missing;
  readonly orders: readonly { readonly id: string; readonly name: string }[];
  /** What is mapped for it all the same: newer than the orders' last try, or something the ERP does not have. */
  readonly code: string | undefined;
};
/** A change by hand, from the journal. Null: none. */
export type MappingChange = {
  readonly what: Missing;
  readonly at: Instant;
  readonly by: string;
  readonly before: string | null;
  readonly after: string | null;
};
/** `gaps`: most orders first; `changes`: newest first. */
export type MappingList = {
  readonly gaps: readonly MappingGap[];
  readonly rows: readonly MappingRow[];
  readonly changes: readonly MappingChange[];
};
