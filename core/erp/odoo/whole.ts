import { z } from 'zod';
import type { Client } from './client.ts';
import { halfAnswer } from './failures.ts';
import { ids } from './parse.ts';

/** Records in one call: 1,000 products take about 0.2 s. */
const AT_ONCE = 1000;

/** Answers are counted against each other, so that one that came empty or cut short is noticed. */
export type Wanted = {
  /** In words, as a noun. */
  readonly doing: string;
  readonly model: string;
  readonly context: Readonly<Record<string, unknown>>;
};

/** Ids of all records that fit, oldest first. @throws transient 'erp-half-answer' */
export async function searchWhole(
  client: Client,
  { doing, model, context }: Wanted,
  domain: readonly unknown[],
  signal: AbortSignal,
): Promise<readonly number[]> {
  const there = await client.call(doing, `${model}/search_count`, { domain, context }, z.number(), signal);
  const found = await client.call(doing, `${model}/search`, { domain, order: 'id', context }, ids, signal);
  if (found.length < there) throw halfAnswer(doing, there, found.length);
  return found;
}

/** These records, in this order. @throws transient 'erp-half-answer', also where one was deleted meanwhile */
export async function readWhole<T extends { readonly id: number }>(
  client: Client,
  { doing, model, context }: Wanted,
  wanted: readonly number[],
  fields: readonly string[],
  schema: z.ZodType<T>,
  signal: AbortSignal,
): Promise<readonly T[]> {
  const rows = new Map<number, T>();
  for (const page of pagesOf(wanted)) {
    const body = { ids: page, fields, context };
    for (const row of await client.call(doing, `${model}/read`, body, z.array(schema), signal)) rows.set(row.id, row);
  }
  return wanted.map(id => {
    const row = rows.get(id);
    if (row === undefined) throw halfAnswer(doing, wanted.length, rows.size);
    return row;
  });
}

export const pagesOf = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  Array.from({ length: Math.ceil(all.length / AT_ONCE) }, (_, at) => all.slice(at * AT_ONCE, (at + 1) * AT_ONCE));
