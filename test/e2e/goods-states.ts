import { heldRows, mug, shopFloor, towels, undoSeq, warehouse } from '../fakes/friday-goods.ts';
import { firstTime, troubled } from '../fakes/goods-double.ts';
import type { AgentDouble } from '../fakes/agent-double.ts';
import { dialog, heading, press, reopen, stall, text, unread, type ScreenState } from './screen-states.ts';

const inTrouble = (double: AgentDouble) => double.tellOfGoods(troubled);
const stock = { at: undefined, off: undefined, unmapped: [], lock: undefined, isLooking: false };
const level = encodeURIComponent('gid://shopify/InventoryLevel/1001?inventory_item_id=7');
const writes = { write: 9, wait: 8, held: 0, asks: 0, 'left-out': 1, same: 394 };
/** More than are drawn at once. */
export const manyRows = Array.from({ length: 450 }, (_, index) => ({
  ...(heldRows[0] ?? { shopify: 0, erp: '0', keptBack: undefined, willBe: 0, title: 'Candle' }),
  id: `gid://shopify/InventoryLevel/1002?inventory_item_id=${index}`,
  sku: `CDL-${String(1000 + index)}`,
  fate: 'write' as const,
  words: 'Write',
}));
export const many = (double: AgentDouble) =>
  double.tellOfGoods({
    locations: [
      {
        id: shopFloor,
        name: 'Shop floor',
        warehouse: 'LEEDS',
        isFirst: false,
        counts: { write: 450, wait: 0, held: 0, asks: 0, 'left-out': 0, same: 0 },
      },
    ],
    levels: { [shopFloor]: manyRows },
  });

/** Stock, preview, products in Problems and History, and taking back, in every state. */
export const goodsStates: readonly ScreenState[] = [
  { name: 'stock', hash: '#/stock', reach: tab => text(tab, 'APR-LIN-NVY') },
  { name: 'stock-held', hash: '#/stock', given: inTrouble, reach: tab => text(tab, 'Peak lock until 21:00') },
  {
    name: 'stock-held-looked-at',
    hash: '#/stock',
    given: inTrouble,
    reach: async tab => {
      await press(tab, 'Look at the 61');
      await text(tab, 'CDL-200');
    },
  },
  {
    name: 'stock-write-anyway',
    hash: '#/stock',
    given: inTrouble,
    reach: async tab => {
      await press(tab, 'Write all 61 anyway…');
      await dialog(tab);
    },
  },
  {
    name: 'stock-first-time',
    hash: '#/stock',
    given: double => double.tellOfGoods(firstTime),
    reach: tab => text(tab, 'What does Shop floor start with?'),
  },
  { name: 'stock-many', hash: '#/stock', given: many, reach: tab => text(tab, 'CDL-1000') },
  {
    name: 'stock-agrees',
    hash: '#/stock',
    given: double =>
      double.tellOfGoods({
        locations: [
          {
            id: warehouse,
            name: 'Warehouse',
            warehouse: 'WH',
            isFirst: false,
            counts: { ...writes, write: 0, wait: 0, 'left-out': 0 },
          },
        ],
        levels: {},
      }),
    reach: tab => text(tab, 'stock levels agree.'),
  },
  {
    name: 'stock-not-compared',
    hash: '#/stock',
    given: double => double.tellOfGoods({ stock, locations: [] }),
    reach: tab => text(tab, 'Not compared yet'),
  },
  {
    name: 'stock-off',
    hash: '#/stock',
    given: double =>
      double.tellOfGoods({ stock: { ...stock, off: 'Odoo does not tell its stock by warehouse.' }, locations: [] }),
    reach: tab => text(tab, 'Stock is not synced'),
  },
  {
    name: 'stock-loading',
    hash: '#/stock',
    reach: async tab => {
      await stall(tab, 'stock.view');
      await reopen(tab, '#/stock');
      await tab.getByRole('status', { name: 'Reading the stock' }).waitFor();
    },
  },
  {
    name: 'stock-not-read',
    hash: '#/stock',
    given: double => double.failNext('stock.view', unread),
    reach: tab => text(tab, 'The list could not be read.'),
  },
  {
    name: 'stock-agent-away',
    hash: '#/stock',
    given: inTrouble,
    reach: async (tab, page) => {
      await text(tab, 'APR-LIN-NVY');
      await page.served.close();
      await text(tab, 'Counterfoil does not answer');
    },
  },
  { name: 'today-goods', given: inTrouble, reach: tab => text(tab, 'would drop to 0') },
  { name: 'problems-plan', hash: '#/problems', given: inTrouble, reach: tab => text(tab, 'Look at it in Stock') },
  {
    name: 'problems-sides',
    hash: `#/problems/${encodeURIComponent(mug)}`,
    given: inTrouble,
    reach: tab => text(tab, 'Use £14.95 on both'),
  },
  {
    name: 'problems-goods-choice',
    hash: `#/problems/${encodeURIComponent(towels)}`,
    given: inTrouble,
    reach: async tab => {
      await press(tab, 'Make 1 product anew in Shopify…');
      await dialog(tab);
    },
  },
  { name: 'preview-none', hash: '#/preview', reach: tab => text(tab, 'Nothing looked at yet') },
  {
    name: 'preview',
    hash: '#/preview',
    given: double => void double.handlers['preview.start']('all', ''),
    reach: tab => text(tab, 'Post the sales order'),
  },
  {
    name: 'preview-looking',
    hash: '#/preview',
    given: double =>
      double.tellOfGoods({ preview: { at: undefined, isLooking: true, failure: undefined, counts: writes } }),
    reach: tab => tab.getByRole('progressbar').waitFor(),
  },
  {
    name: 'preview-failed',
    hash: '#/preview',
    given: double =>
      double.tellOfGoods({
        preview: { at: undefined, isLooking: false, failure: 'Odoo does not answer.', counts: writes },
      }),
    reach: tab => text(tab, 'Odoo does not answer.'),
  },
  {
    name: 'preview-nothing',
    hash: '#/preview/NONE-1',
    given: double => void double.handlers['preview.start']('all', 'NONE-1'),
    reach: tab => text(tab, 'Nothing would be written'),
  },
  { name: 'history-goods', hash: '#/history?of=goods', reach: tab => text(tab, 'PLT-SLT-27, Warehouse') },
  {
    name: 'history-goods-trace',
    hash: `#/history/${level}?of=goods`,
    reach: tab => tab.getByRole('article', { name: 'PLT-SLT-27, Warehouse' }).waitFor(),
  },
  {
    name: 'history-undo',
    hash: `#/history/${level}?of=goods`,
    reach: async tab => {
      await press(tab, 'Undo: Stock set in Shopify');
      await text(tab, 'What stays behind');
    },
  },
  {
    name: 'history-undo-refused',
    hash: `#/history/${level}?of=goods`,
    reach: async tab => {
      await tab
        .getByRole('listitem')
        .filter({ hasText: String(undoSeq.changedSince).slice(1) })
        .getByRole('button', { name: /^Undo/ })
        .click();
      await text(tab, 'It cannot be taken back.');
    },
  },
  {
    name: 'history-goods-none',
    hash: '#/history?of=goods',
    given: double => double.tellOfGoods({ rows: [] }),
    reach: tab => heading(tab, 'Nothing yet'),
  },
];
