import type { Reply } from '../../core/contract.ts';

const pageRows = 200;

/** Reads a list to its end, page by page. @returns why not, where one page could not be read */
export async function allRows<Row>(
  ask: (offset: number, limit: number) => Promise<Reply<{ readonly total: number; readonly rows: readonly Row[] }>>,
): Promise<Reply<readonly Row[]>> {
  const rows: Row[] = [];
  for (;;) {
    const reply = await ask(rows.length, pageRows);
    if (!reply.ok) return reply;
    rows.push(...reply.value.rows);
    if (reply.value.rows.length === 0 || rows.length >= reply.value.total) return { ok: true, value: rows };
  }
}
