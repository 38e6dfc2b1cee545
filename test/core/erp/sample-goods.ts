import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { openSampleErp } from '../../../core/erp/sample/erp.ts';
import { items, priceLists, stock, type ItemRecord } from '../../../core/erp/sample/masters.ts';
import type { Damage, GoodsFixture } from '../../contract/erp/goods-fixture.ts';
import { freshFolder } from '../../world/fresh-folder.ts';

const FILES = ['warehouses.json', 'items.json', 'stock.json', 'price-lists.json'];
/** Of the deliveries, a few stand for all. */
const DELIVERIES = 2;
/** The orders' own files are many, and goods are not read from them. The folder itself is "". */
const isOfGoods = (path: string): boolean => ['', ...FILES, 'deliveries'].includes(path.split(sep)[0] ?? '');

/** What people do to the files of a sample ERP. */
export function sampleGoods(folder: string): GoodsFixture {
  const read = async (name: string): Promise<unknown> => JSON.parse(await readFile(join(folder, name), 'utf8'));
  const write = (name: string, value: unknown): Promise<void> =>
    writeFile(join(folder, name), JSON.stringify(value, null, 2));
  const editItem = async (code: string, change: Partial<ItemRecord>): Promise<void> => {
    const file = items.parse(await read('items.json'));
    const edited = file.items.map(item => (item.code === code ? { ...item, ...change } : item));
    await write('items.json', { ...file, items: edited });
  };

  return {
    warehouses: ['STOCK-ROOM', 'LEEDS-SHOP'],
    notCounted: 'SHIPPING',
    async count(item, warehouse, onHand) {
      const { levels } = stock.parse(await read('stock.json'));
      const others = levels.filter(level => level.item !== item || level.warehouse !== warehouse);
      await write('stock.json', { levels: [...others, { item, warehouse, onHand }] });
    },
    reprice: (code, price) => editItem(code, { price }),
    archive: code => editItem(code, { active: false }),
    priceLists: ['A', 'B'],
    async listPrice(list, code) {
      const lists = priceLists.parse(await read('price-lists.json'));
      return lists.priceLists.find(one => one.code === list)?.prices[code];
    },
    async damaged(nth, how) {
      const copy = await freshFolder();
      await cp(folder, copy, { recursive: true, filter: path => isOfGoods(relative(folder, path)) });
      const deliveries = (await readdir(join(copy, 'deliveries')).catch(() => [])).slice(0, DELIVERIES);
      const victim = [...FILES, ...deliveries.map(name => `deliveries/${name}`)][nth - 1];
      if (victim !== undefined) await damage(join(copy, victim), how);
      return { erp: openSampleErp(copy), wasHit: () => victim !== undefined };
    },
  };
}

async function damage(file: string, how: Damage): Promise<void> {
  const text = await readFile(file, 'utf8');
  if (how === 'broken') {
    await rm(file);
    await mkdir(file);
  } else await writeFile(file, how === 'empty' ? '' : text.slice(0, text.length / 2));
}
