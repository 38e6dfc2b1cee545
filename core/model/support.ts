import type { Instant } from './time.ts';

/** Of the support bundle: [from, to). */
export type SupportRange = { readonly from: Instant; readonly to: Instant };
export type SupportPreview = readonly {
  readonly name: string;
  readonly bytes: number;
  readonly lines: number;
  /** There is more in the range than anybody can send. */
  readonly isCut: boolean;
  /** As it would be sent, redacted. */
  readonly beginning: string;
}[];
