import { create } from 'axios';
import type { z } from 'zod';
import type { OdooServer } from '../odoo/seed.ts';

/** Asks Odoo past the adapter. */
export async function ask<T>(odoo: OdooServer, method: string, body: object, schema: z.ZodType<T>): Promise<T> {
  const headers = { Authorization: `bearer ${odoo.apiKey}`, 'X-Odoo-Database': odoo.database };
  const answer = await create().post<unknown>(`${odoo.url}/json/2/${method}`, body, { headers });
  return schema.parse(answer.data);
}
