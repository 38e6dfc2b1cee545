import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openOdooErp } from '../../core/erp/odoo/erp.ts';
import { hours, minutes } from '../../core/model/time.ts';
import { compareOrders } from '../../core/reconcile/orders.ts';
import { chance } from '../../core/sample/shop/random.ts';
import { isOrderId } from '../../core/shopify/parse-order.ts';
import { writeMappings, writeSettings } from '../../main/config/config.ts';
import { sampleSettings } from '../../main/config/sample-settings.ts';
import { faultsIn, readBooks } from '../real/books.ts';
import { secretsOf } from '../real/odoo-secrets.ts';
import { freshOdoo, odooMappings, stopOdoo, type OdooPlace } from '../real/odoo-server.ts';
import { openProxy } from '../real/proxy.ts';
import { entriesFrom, isIntended, openIntents } from './life.ts';
import { runToEnd, start, stop, type Program } from './program.ts';
import { startShop } from './shop.ts';
import { stockUp, wrongLevels } from './stock.ts';

const place: OdooPlace = { ODOO_PORT: '18100', ODOO_HOME: '/tmp/counterfoil-odoo-kill' };
const kills = Number(process.env['KILLS'] ?? 50);
/** The same seed gives the same orders and moments; what each moment hits is up to the machine. */
const seed = Number(process.env['KILL_SEED'] ?? Math.floor(Math.random() * 1e9));
const [luck, network] = [chance(seed), chance(seed + 1)];
const START_WITH = 50;
/** Of the kills, how many must have hit an agent between the beginning and the end of a write. */
const FAIR_SHARE = 0.5;
/** Of the writing requests: how many answers get lost, and how many requests are slow on their way and may outlive their agent. */
const LOST_REPLIES = 0.03;
const SLOW = 0.05;

/** A level is not raised before it is clear whether its last change was a sale. */
const PATIENCE_MS = minutes(3);
/** Odoo knows no products of several variants, and has items that are no goods. */
const SETTLED = /^(Nothing new|\d+ products left out)\.$/;
const ended = z.object({ words: z.string() });
const summarySchema = ended.extend({ goods: z.array(ended) });

const isWrite = (path: string): boolean => /\/(load|write|unlink|reconcile|action_\w+)$/.test(path);
const say = (line: string): void => console.log(line);

const cleanUp: (() => Promise<unknown>)[] = [];
afterAll(async () => {
  for (const undo of cleanUp.toReversed()) await undo();
});

async function setUp() {
  const { odoo, seeded } = await freshOdoo(place);
  cleanUp.push(() => stopOdoo(place));
  const stockRoom = await stockUp(odoo);
  const shop = await startShop();
  cleanUp.push(() => shop.stop());
  let wrote: () => void = () => {};
  let lost = 0;
  const proxy = await openProxy(odoo.url, {
    loses: (_nth, path) => isWrite(path) && network.next() < LOST_REPLIES && (lost += 1) > 0,
    arrives: path => {
      if (!isWrite(path)) return 0;
      wrote();
      return network.next() < SLOW ? network.whole(300, 4000) : 0;
    },
  });
  cleanUp.push(() => proxy.close());
  const folder = await mkdtemp(join(tmpdir(), 'counterfoil-kill-'));
  cleanUp.push(() => rm(folder, { recursive: true, force: true }));
  const { domain, url: endpoint, accessToken, locations } = shop.facts;
  await writeSettings(folder, {
    ...sampleSettings({ domain, url: endpoint }, 'Office PC'),
    erp: { kind: 'odoo', url: proxy.url, database: odoo.database },
  });
  await writeMappings(folder, odooMappings(seeded, locations));
  const env = { COUNTERFOIL_SHOP_TOKEN: accessToken, COUNTERFOIL_ERP_API_KEY: odoo.apiKey };
  return {
    odoo,
    shop,
    stockRoom,
    proxy,
    folder,
    env,
    lost: () => lost,
    firstWrite: () =>
      new Promise<void>(resolve => {
        wrote = resolve;
      }),
  };
}
type Stage = Awaited<ReturnType<typeof setUp>>;

function startAgent({ folder, env }: Stage): Program {
  const agent = start('cli', ['run', '--data', folder, '--port', '0'], env);
  cleanUp.push(() => stop(agent, 'SIGKILL'));
  return agent;
}

/** One life of the agent. @returns what the kill hit. */
async function liveAndDie(stage: Stage, fromSeq: number) {
  const { shop, stockRoom, proxy, folder } = stage;
  const atOnce = luck.oneIn(4);
  const wait = atOnce ? luck.whole(50, 4000) : luck.whole(0, 1500);
  const writing = stage.firstWrite();
  const agent = startAgent(stage);
  if (luck.oneIn(2)) await shop.place(luck);
  if (!atOnce) await Promise.race([writing, pause(20_000)]);
  await Promise.race([pause(wait), agent.ended]);
  if (luck.oneIn(2)) await shop.place(luck);
  if (luck.oneIn(3)) await shop.payOne(luck);
  if (luck.oneIn(3)) await stockRoom.recount(luck);
  if (agent.child.exitCode !== null) throw new Error(`The agent ended by itself:\n${agent.output()}`);
  agent.child.kill('SIGKILL');
  const underWay = proxy.underWay().filter(isWrite);
  await agent.ended;
  const entries = await entriesFrom(folder, fromSeq);
  return {
    open: openIntents(entries),
    underWay,
    unannounced: underWay.filter(path => !isIntended(path, entries)),
    next: fromSeq + entries.length,
  };
}

test(`${kills} kills at random moments, and every order is in the books exactly once, and every stock level right`, async () => {
  say(`KILL_SEED=${seed}`);
  const stage = await setUp();
  const { odoo, shop, folder, env } = stage;
  // Far enough back that only the cursor, and no overlap, stands between them and being forgotten.
  for (let order = 0; order < START_WITH; order += 1) await shop.place(luck, hours(luck.whole(1, 120)));

  // Both have the same stock so far, so that nobody has to choose whose figures count.
  await runToEnd(['again', 'export-stock', '--data', folder], env);

  const lives: Awaited<ReturnType<typeof liveAndDie>>[] = [];
  for (let kill = 1; kill <= kills; kill += 1) {
    const life = await liveAndDie(stage, lives.at(-1)?.next ?? 1);
    lives.push(life);
    const hit = life.open.length === 0 ? 'nothing open' : `open ${life.open.join(' ')}`;
    say(`kill ${kill}: ${hit}${life.underWay.length === 0 ? '' : `, under way ${life.underWay.join(' ')}`}`);
  }
  const hits = lives.filter(life => life.open.length > 0).length;
  const working = lives.filter(life => life.underWay.length > 0).length;
  say(
    `${hits} kills left a write open, ${working} while it was on its way; ${stage.proxy.orphans()} requests outlived ` +
      `their agent, ${stage.lost()} replies were lost besides`,
  );

  const agent = startAgent(stage);
  await Promise.race([stage.firstWrite(), pause(20_000)]);
  for (const end = Date.now() + PATIENCE_MS; ; await pause(10_000)) {
    const summary = summarySchema.parse(JSON.parse(await runToEnd(['sync', '--data', folder, '--json'], env)));
    const words = [summary, ...summary.goods].map(one => one.words);
    say(words.join(' '));
    if (words.every(one => SETTLED.test(one)) || Date.now() > end) break;
  }
  expect(await stop(agent, 'SIGTERM'), agent.output()).toBe(0);
  await runToEnd(['verify', '--data', folder], env);

  const orders = await shop.orders();
  const status = JSON.parse(await runToEnd(['status', '--data', folder, '--json'], env));
  expect(status.counts).toMatchObject({ posted: orders.length, pending: 0, parked: 0, conflict: 0, skipped: 0 });
  const erp = openOdooErp(odoo, secretsOf(odoo));
  const documents = await erp.salesOrdersBetween('2020-01-01', '2040-01-01', new AbortController().signal);
  const compared = compareOrders(orders, documents, 'Europe/London', 'shop');
  expect(compared.differences).toEqual([]);
  expect(compared.days.filter(day => !day.agrees)).toEqual([]);
  expect(faultsIn(await readBooks(odoo), orders, 'shop')).toEqual([]);
  expect(await wrongLevels(odoo, shop)).toEqual([]);
  const entries = await entriesFrom(folder, 1);
  const troubles = entries.filter(
    entry =>
      ['halted', 'parked', 'conflicted'].includes(entry.kind) ||
      (entry.kind === 'skipped' && isOrderId(entry.record.id)),
  );
  expect(troubles).toEqual([]);
  expect(
    lives.flatMap(life => life.unannounced),
    'under way before their intent was on disk',
  ).toEqual([]);
  expect(hits / kills, 'kills that hit a write').toBeGreaterThanOrEqual(FAIR_SHARE);
  const levels = entries.filter(entry => entry.kind === 'intended' && entry.write.action === 'set-stock');
  expect(levels.length, 'stock levels that were to be set').toBeGreaterThan(0);
  say(`${kills} kills: ${orders.length} orders, each exactly once; a stock level was to be set ${levels.length} times`);
});
