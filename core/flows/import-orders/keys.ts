/** SHA-256 in hex; passed in, so that plans stay pure and free of the platform. */
export type Digest = (text: string) => string;

export const numericId = (globalId: string): string => globalId.slice(globalId.lastIndexOf('/') + 1);

/** External references in the ERP. They carry ids only, never a person's data in clear. */
export const orderKey = (id: string): string => `shopify:order:${numericId(id)}`;
export const draftKey = (id: string): string => `${orderKey(id)}:draft`;
export const invoiceKey = (id: string): string => `shopify:invoice:${numericId(id)}`;
/** @param undone the journal's entry of what is taken back: an order may be posted and taken back again */
export const reversalKey = (id: string, undone: number): string => `${orderKey(id)}:reversal:${undone}`;
export const transactionKey = (id: string): string => `shopify:transaction:${numericId(id)}`;
export const customerKey = (id: string): string => `shopify:customer:${numericId(id)}`;
export const guestKey = (normalisedEmail: string, digest: Digest): string =>
  `shopify:guest:${digest(normalisedEmail).slice(0, 20)}`;
export const deliveryAddressKey = (ownerKey: string, address: string, digest: Digest): string =>
  `shopify:address:${digest(`${ownerKey}\n${address}`).slice(0, 20)}`;

/** Exact match after this and nothing else: e-mail addresses are compared without case and outer blanks. */
export const normaliseEmail = (email: string): string => email.trim().toLowerCase();

/** What the journal keeps in place of personal data: proves sameness, tells nothing. */
export const veiled = (value: string | undefined, digest: Digest): string | null =>
  value === undefined ? null : `~${digest(value).slice(0, 12)}`;
