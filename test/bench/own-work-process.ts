import { standardOwner } from '../world/ownership.ts';
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { importPolicy } from '../../core/agent/policy.ts';
import { sampleMappings } from '../../core/erp/sample/seed.ts';
import type { OpenFile } from '../../core/journal/disk-file.ts';
import { importOrders } from '../../core/flows/import-orders/flow.ts';
import type { ShopOrder } from '../../core/ports.ts';
import { worldClock } from '../world/clock.ts';
import { withVerbs } from '../world/wrap.ts';
import { best, cpuOf } from './cpu.ts';
import { openFileAgent, sha256 } from './file-agent.ts';
import { mapErp } from './map-erp.ts';
import { promptDisk } from './prompt-disk.ts';
import type { Recording } from './record-orders.ts';
import { replayedShop } from './replayed-shop.ts';

/** Milliseconds of processor time for all orders together. */
export type OwnWork = {
  /** Beside the disk's syncing, which is no work of ours. */
  readonly own: number;
  readonly parse: number;
  readonly plan: number;
  readonly withSyncs: number;
  /** With the syncs too, before anything has warmed up. */
  readonly first: number;
  readonly syncs: number;
};

type Pages = readonly (readonly ShopOrder[])[];

async function inFolder<T>(task: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'own-work-bench-'));
  try {
    return await task(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** The whole way of every order: answers as text, the real agent, the journal on disk, an ERP that costs nothing. */
const importAll = (recording: Recording, openFile?: OpenFile) =>
  inFolder(async folder => {
    const { settings, orders } = recording;
    const sides = { shop: replayedShop(recording), erp: mapErp(), clock: worldClock() };
    const opened = await openFileAgent({ ...sides, folder, settings, mappings: sampleMappings(), openFile });
    const ms = await cpuOf(() => opened.agent.run({ trigger: 'catch-up' }));
    const { posted } = opened.journal.view.counts;
    await opened.close();
    if (posted !== orders) throw new Error(`Only ${posted} of ${orders} orders were posted.`);
    return ms;
  });

async function parseAll(recording: Recording): Promise<Pages> {
  const pages: (readonly ShopOrder[])[] = [];
  const signal = AbortSignal.timeout(60_000);
  for await (const page of replayedShop(recording).ordersUpdatedSince(undefined, signal)) pages.push(page);
  return pages;
}

async function planAll(recording: Recording, pages: Pages): Promise<void> {
  const { settings, info, orders } = recording;
  const signal = AbortSignal.timeout(60_000);
  const erp = mapErp();
  const mappings = { current: sampleMappings, save: () => Promise.resolve() };
  const policy = importPolicy(
    { settings, mappings, ownership: standardOwner, erp, digest: sha256, clock: worldClock() },
    info,
    await erp.info(signal),
  );
  const shop = withVerbs(replayedShop(recording), {
    async *ordersUpdatedSince() {
      yield* pages;
    },
  });
  const flow = importOrders({ shop, erp, policy });
  let planned = 0;
  for await (const page of flow.pages(undefined, signal)) {
    const records = page.flatMap(({ content }) => (content.ok ? [content.record] : []));
    const seen = await flow.observe(records, signal);
    for (const { content, fingerprint } of page)
      if (content.ok && flow.plan(content.record, undefined, seen, fingerprint).kind === 'write') planned += 1;
  }
  if (planned !== orders) throw new Error(`Only ${planned} of ${orders} orders were planned.`);
}

async function measure(recording: Recording): Promise<OwnWork> {
  const first = await importAll(recording);
  const disk = promptDisk();
  await importAll(recording, disk.openFile);
  const syncs = disk.syncs();
  const pages = await parseAll(recording);
  return {
    own: await best(16, () => importAll(recording, disk.openFile)),
    parse: await best(8, () => cpuOf(() => parseAll(recording))),
    plan: await best(8, () => cpuOf(() => planAll(recording, pages))),
    withSyncs: await best(3, () => importAll(recording)),
    first,
    syncs,
  };
}

const recording: Recording = JSON.parse(await readFile(process.argv[2] ?? '', 'utf8'));
process.stdout.write(JSON.stringify(await measure(recording)));
