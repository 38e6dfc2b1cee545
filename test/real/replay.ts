import { Agent, request } from 'node:http';
import { z } from 'zod';
import type { Call } from './proxy.ts';

type Ids = Map<string, number>;
type Json = Readonly<Record<string, unknown>>;

const bodies = z.looseObject({
  ids: z.array(z.number()).optional(),
  fields: z.array(z.string()).optional(),
  data: z.array(z.array(z.string())).optional(),
  domain: z.array(z.unknown()).optional(),
});
const loads = z.object({ ids: z.array(z.number()) });
const rows = z.array(z.looseObject({ id: z.number(), order_line: z.array(z.number()).optional() }));

/** Columns and conditions that name a record which an earlier call made. */
const pointers: Readonly<Record<string, string>> = {
  'partner_id/.id': 'res.partner',
  'partner_invoice_id/.id': 'res.partner',
  'partner_shipping_id/.id': 'res.partner',
  'parent_id/.id': 'res.partner',
  'invoice_line_ids/sale_line_ids/.id': 'sale.order.line',
  'invoice_ids/.id': 'account.move',
  move_id: 'account.move',
  payment_id: 'account.payment',
};

/**
 * Makes the very same calls once more for other orders, with nothing but Node's own HTTP: only our keys get a mark, and ids
 * that a call returned take the place of those it returned the first time.
 */
export async function replay(target: string, calls: readonly Call[], mark: string): Promise<void> {
  const agent = new Agent({ keepAlive: true });
  const known: Ids = new Map();
  for (const call of calls) {
    const body = call.body === '' ? '' : JSON.stringify(rewritten(call, known, mark));
    const answer = await send(new URL(call.path, target), call, body, agent);
    learn(call, JSON.parse(answer), known);
  }
  agent.destroy();
}

const modelOf = ({ path }: Call): string => path.split('/')[3] ?? '';

function rewritten(call: Call, known: Ids, mark: string): Json {
  const marked: unknown = JSON.parse(call.body.replaceAll(/shopify_[a-z]+_[0-9a-zX]+/g, `$&${mark}`));
  const { ids, data, domain, ...rest } = bodies.parse(marked);
  const now = (model: string, id: number): number => known.get(`${model} ${id}`) ?? id;
  const cell = (text: string, field: string | undefined): string => {
    const model = pointers[field ?? ''];
    return model === undefined || text === '' ? text : String(now(model, Number(text)));
  };
  const condition = (one: unknown): unknown => {
    if (!Array.isArray(one)) return one;
    const [field, how, value]: readonly unknown[] = one;
    const model = pointers[String(field)];
    return model === undefined || typeof value !== 'number' ? one : [field, how, now(model, value)];
  };
  return {
    ...rest,
    ...(ids === undefined ? {} : { ids: ids.map(id => now(modelOf(call), id)) }),
    ...(data === undefined ? {} : { data: data.map(row => row.map((text, at) => cell(text, rest.fields?.[at]))) }),
    ...(domain === undefined ? {} : { domain: domain.map(condition) }),
  };
}

/** The first time's ids and these, side by side. */
function learn(call: Call, answer: unknown, known: Ids): void {
  const pair = (model: string, before: readonly number[], after: readonly number[]): void => {
    for (const [at, id] of before.entries()) known.set(`${model} ${id}`, after[at] ?? Number.NaN);
  };
  const before: unknown = JSON.parse(call.answer);
  const model = modelOf(call);
  if (call.path.endsWith('/load')) return pair(model, loads.parse(before).ids, loads.parse(answer).ids);
  const [had, has] = [rows.safeParse(before).data ?? [], rows.safeParse(answer).data ?? []];
  if (model === 'account.move.line')
    pair(
      model,
      had.map(row => row.id),
      has.map(row => row.id),
    );
  for (const [at, row] of had.entries()) pair('sale.order.line', row.order_line ?? [], has[at]?.order_line ?? []);
}

const send = (url: URL, { method, headers: sent }: Call, body: string, agent: Agent): Promise<string> =>
  new Promise((done, failed) => {
    const { authorization, 'x-odoo-database': database } = sent;
    const headers = {
      ...(authorization === undefined ? {} : { authorization }),
      ...(database === undefined ? {} : { 'x-odoo-database': database }),
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    };
    request(url, { method, headers, agent }, answer => {
      let text = '';
      answer.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      answer.once('end', () =>
        answer.statusCode === 200 ? done(text) : failed(new Error(`${url.pathname}: ${answer.statusCode} ${text}`)),
      );
    })
      .on('error', failed)
      .end(body);
  });
