import { stat, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { connect } from '../../../core/agent/connect.ts';
import { goodsFlows, type FlowsNow } from '../../../core/agent/goods/build.ts';
import { previewAll, type PreviewWish } from '../../../core/agent/preview-all.ts';
import { SyncError } from '../../../core/errors.ts';
import { readJournal } from '../../../core/journal/journal.ts';
import { csvOf } from '../../../core/model/csv.ts';
import type { PreviewRow, PreviewState } from '../../../core/model/goods-view.ts';
import { previewLines } from '../../../core/model/preview-lines.ts';
import { flowNames, type FlowName } from '../../../core/model/write.ts';
import { openSides } from '../../app.ts';
import { userSecrets } from '../passphrase.ts';
import { countsInWords, previewRowInWords } from './goods-lines.ts';
import { once } from './once.ts';
import { exitCodes, type Output } from './output.ts';

export type PreviewAsked = PreviewWish & {
  /** Where the whole list is written, as a table. */
  readonly csv: string | undefined;
};

/** The full list of intended Writes. No mutation reaches either side, no lease is taken, and the journal is only read. */
export const preview = (folder: string, asked: PreviewAsked, output: Output): Promise<number> =>
  once(() => previewHere(folder, asked, output));

async function previewHere(folder: string, asked: PreviewAsked, output: Output): Promise<number> {
  const { flow, record, csv } = asked;
  const file = csv === undefined ? undefined : await placeFor(csv);
  const sides = await openSides(folder, { keptSecrets: userSecrets(folder) });
  const journal = await readJournal(folder);
  const { signal } = new AbortController();
  try {
    const slip = sides.ownership.slip();
    const found = await connect(sides.shop, sides.erp, sides.clock.now(), signal);
    const { flows, off } = await goodsFlows(sides, journal.view).now(found, () => {}, signal);
    const why = flow === 'all' ? undefined : off[flow];
    if (why !== undefined) throw flowOff(why, flow === 'all' ? undefined : found.shop.refusals[flow]?.nextStep);
    const counts: Record<keyof PreviewState['counts'], number> = { ...nothing };
    const rows: PreviewRow[] = [];
    for await (const [outcome, some] of previewAll(sides, journal.view, found, flows, asked, signal)) {
      counts[outcome] += 1;
      rows.push(...some);
      if (file === undefined) for (const line of some.flatMap(previewRowInWords)) output.say(line);
    }
    const notSynced = flow === 'all' ? flowNames.flatMap(name => off[name] ?? []) : [];
    if (record !== '' && counts.same + rows.length === 0) throw unknown(asked, found.erp.name, off);
    if (file !== undefined) await save(file, csvOf(previewLines(rows)));
    output.data({ flow, record: record === '' ? null : record, counts, notSynced, rows, csv: file ?? null });
    output.say(`${countsInWords(counts)} Nothing was written.`);
    for (const line of notSynced) output.say(`! ${line}`);
    if (slip !== undefined) output.say(`! A sync writes nothing until ownership.json is mended. ${slip}`);
    if (file !== undefined) output.say(`The whole list: ${file}`);
    return counts.asks + counts.held + rows.filter(({ outcome }) => outcome === 'asks').length === 0
      ? exitCodes.ok
      : exitCodes.attention;
  } finally {
    await journal.close();
    await sides.log.close();
  }
}

const nothing: PreviewState['counts'] = { write: 0, wait: 0, held: 0, asks: 0, 'left-out': 0, same: 0 };

const flowOff = (
  why: string,
  nextStep = 'Ownership says which flows there are: ownership.json, or the page.',
): SyncError => new SyncError('rejected', 'flow-off', why, { nextStep });

function unknown({ flow, record }: PreviewAsked, erp: string, off: FlowsNow['off']): SyncError {
  const flowsOff = flow === 'all' ? Object.values(off).join(' ') : '';
  if (flow === 'import-orders')
    return new SyncError('rejected', 'order-unknown', `Shopify shows no order ${record}.`, {
      nextStep: 'Check the order number.',
    });
  const kinds: Readonly<Record<Exclude<FlowName, 'import-orders'> | 'all', string>> = {
    'sync-products': 'product or variant',
    'export-stock': 'stock level or location',
    all: 'order, product or stock level',
  };
  return new SyncError('rejected', 'record-unknown', `--record: Shopify and ${erp} show no ${kinds[flow]} ${record}.`, {
    nextStep: `Give an order’s number, a SKU as it is written, or Shopify’s id. ${flowsOff}`.trim(),
  });
}

/** Known before the work is done. @throws csv-not-written */
async function placeFor(csv: string): Promise<string> {
  const file = resolve(csv);
  const folder = await stat(dirname(file)).catch(() => undefined);
  if (folder?.isDirectory() !== true) throw notWritten(file, `There is no folder ${dirname(file)}.`);
  const there = await stat(file).catch(() => undefined);
  if (there !== undefined && !there.isFile()) throw notWritten(file, `${file} is no file.`);
  return file;
}

const save = (file: string, text: string): Promise<void> =>
  writeFile(file, text).catch((error: unknown) => {
    throw notWritten(file, `${file} cannot be written.`, error);
  });

const notWritten = (file: string, why: string, cause?: unknown): SyncError =>
  new SyncError('rejected', 'csv-not-written', `--csv: ${why}`, {
    nextStep: `Name another place than ${file}, or close the program that has it open.`,
    cause,
  });
