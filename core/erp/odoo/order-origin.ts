/**
 * The order's source document: "Shopify 2026-11-20 09:30:00 1f0c9a27b3". Readable for people; for us it tells a draft with this
 * content from one with another, and an order that bears its own date from one that stopped half-way.
 */
export const originOf = (dateOrder: string, digest: string): string => `Shopify ${dateOrder} ${digest.slice(0, 10)}`;

const FORM = /^Shopify (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d) [0-9a-f]{10}$/;

/** The date the order shall bear, in Odoo's form; undefined when a person has changed the source document. */
export const plannedDate = (origin: string | undefined): string | undefined => FORM.exec(origin ?? '')?.[1];
