import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { DEFAULT_SCOPES } from '../../../core/sample/shop/access.ts';
import { openProgram, type Program } from './program.ts';

let program: Program;
/** As both sides agree. */
let counted: string;
beforeAll(async () => {
  program = await openProgram({ scopes: [...DEFAULT_SCOPES, 'read_all_orders'] });
  counted = await readFile(stockFile(), 'utf8');
});
afterAll(() => program.close());

const stockFile = (): string => join(program.folder, 'erp', 'stock.json');
/** The mug's count in the stock room, in the ERP. */
const countMug = (units: number): Promise<void> =>
  writeFile(stockFile(), counted.replace('"onHand": 180', `"onHand": ${units}`));
const mug = 'MUG-SLT-350 at Stock room';
const json = (text: string): unknown => JSON.parse(text);

describe('goods on the command line', () => {
  test('a preview tells one flow or one record, in words, as JSON and as a table; a location that starts is held', async () => {
    const { run, folder } = program;
    await countMug(175);
    const words = await run('sync', '--preview', '--record', 'mug-slt-350');
    expect(words).toMatchObject({ code: 3, problems: '', out: expect.stringContaining(`${mug}: held. Set the stock`) });
    expect(words.out).toContain('on hand: 180 -> 175');
    expect(words.out).toContain('3 records looked at');
    const csv = join(folder, 'preview.csv');
    const table = await run('sync', '--preview', '--flow', 'export-stock', '--csv', csv);
    expect(table.out).toContain(csv);
    expect(table.out).not.toContain(mug);
    const [head, ...lines] = (await readFile(csv, 'utf8')).trimEnd().split('\r\n');
    expect(head).toBe('\uFEFFFlow,Record,Outcome,What,Field,Before,After,Rule');
    expect(lines).toEqual([
      expect.stringMatching(`^Stock,${mug},Held,Set the stock,on hand,180,175,"Sample ERP owns`),
      expect.stringMatching('^Stock,Stock room,Wait,,,,,Stock room waits'),
    ]);
    expect(json((await run('sync', '--preview', '--record', mug, '--json')).out)).toMatchObject({
      flow: 'all',
      record: mug,
      counts: { held: 1, write: 0 },
      rows: [{ flow: 'export-stock', record: mug, outcome: 'held', fields: [{ before: 180, after: 175 }] }],
    });
  });

  test('flags that do not belong together, and records that nobody knows, are named', async () => {
    const { run } = program;
    const cases: readonly (readonly [flags: string, words: string])[] = [
      ['--record MUG', '--record needs --preview'],
      ['--csv x.csv', '--csv needs --preview'],
      ['--preview --order 1 --record 2', '--order and --record'],
      ['--order 1 --flow export-stock', '--flow export-stock has none'],
      ['--preview --csv /nowhere/x.csv', '--csv: There is no folder /nowhere'],
      [
        '--preview --record nonsense',
        '--record: Shopify and Sample ERP show no order, product or stock level nonsense',
      ],
      ['--preview --order 4711', 'Shopify shows no order 4711'],
    ];
    for (const [flags, words] of cases)
      expect(await run('sync', ...flags.split(' '))).toMatchObject({
        code: 2,
        problems: expect.stringContaining(words),
      });
    for (const wrong of ['undo abc', 'approve import-orders x', 'again nonsense', 'choose nonsense', 'trace nonsense'])
      expect((await run(...wrong.split(' '))).code).toBe(2);
  });

  test('a sync tells each flow, status says what to do, and a person chooses what a location starts with', async () => {
    const { run } = program;
    const sync = await run('sync');
    expect(sync).toMatchObject({
      code: 3,
      out: expect.stringMatching(/^Stock: .*1 stock level waiting for a person/m),
    });
    const status = await run('status');
    expect(status.out).toMatch(/^Products: /m);
    const [, place = ''] = /counterfoil choose (\S+) use-erp/.exec(status.out) ?? [];
    expect(await run('choose', place)).toMatchObject({ code: 2, problems: expect.stringContaining('use-erp') });
    const chosen = await run('choose', place, 'use-erp');
    expect(chosen).toMatchObject({ code: 0, out: expect.stringContaining('1 stock level written') });
    expect((await run('status')).code).toBe(0);
  });

  test('trace tells a level’s story with the stub of each write; undo looks first, and writes with --yes alone', async () => {
    const { run } = program;
    expect((await run('trace', 'MUG-SLT-350')).out).toMatch(/Several are called[^]*ProductVariant[^]*Stock room/);
    const story = await run('trace', mug);
    expect(story.out).toContain('on hand: 180 -> 175');
    const [, stub = ''] = /counterfoil undo (\d+)/.exec(story.out) ?? [];
    expect(await run('undo', stub)).toMatchObject({ code: 0, out: expect.stringContaining('Nothing was done') });
    const preview = ['sync', '--preview', '--record', mug];
    expect((await run(...preview)).out).toContain('the same on both sides');
    expect(json((await run('undo', stub, '--yes', '--json')).out)).toMatchObject({
      done: true,
      fields: [{ field: 'on hand', before: 175, after: 180 }],
    });
    expect(await run('undo', stub, '--yes')).toMatchObject({
      code: 1,
      problems: expect.stringContaining('no such Write'),
    });
  });

  test('what was taken back waits for a choice; trying all orders again leaves it alone', async () => {
    const { run } = program;
    expect(await run('status')).toMatchObject({
      code: 3,
      out: expect.stringMatching(/counterfoil choose \S+ write-again/),
    });
    expect(await run('retry', '--all')).toMatchObject({ code: 0, out: expect.stringContaining('No order waits') });
    expect(await run('choose', 'MUG-SLT-350', 'sell-it')).toMatchObject({ code: 2, out: '' });
    expect(await run('choose', 'MUG-SLT-350', 'write-again')).toMatchObject({ code: 0 });
    expect((await run('trace', mug)).out).toMatch(/both sides agree/);
  });

  test('while the agent runs, one flow alone, a held plan and its approval are handed to it', async () => {
    const { run } = program;
    await writeFile(stockFile(), counted.replaceAll(/"onHand": \d+/g, '"onHand": 0'));
    const agent = await program.startAgent();
    const held = await run('sync', '--flow', 'export-stock');
    expect(held).toMatchObject({
      code: 3,
      out: expect.stringContaining('60 of 60 products at Stock room would drop to 0'),
    });
    const plans = z
      .object({ plans: z.array(z.object({ key: z.string() })).length(2) })
      .parse(json((await run('again', 'export-stock', '--json')).out)).plans;
    expect(await run('approve', 'export-stock', 'nonsense')).toMatchObject({
      code: 1,
      problems: expect.stringContaining(plans[0]?.key ?? '-'),
    });
    const approved = await run('approve', 'export-stock', ...(plans[0]?.key ?? '').split(' '));
    expect(approved).toMatchObject({ code: 3, out: expect.stringContaining('60 stock levels written') });
    expect(json((await run('sync', '--flow', 'import-orders', '--json')).out)).toMatchObject({
      flow: 'import-orders',
      end: 'ok',
      goods: [],
    });
    await writeFile(stockFile(), counted);
    await agent.end();
  });

  test('a flow that the shop does not permit says so', async () => {
    const { run, shop } = program;
    shop.setScopes(['read_orders', 'read_all_orders', 'read_customers', 'read_locations']);
    for (const command of [
      ['sync', '--preview', '--flow', 'export-stock'],
      ['sync', '--flow', 'export-stock'],
    ])
      expect(await run(...command)).toMatchObject({ code: 2, problems: expect.stringContaining('read_inventory') });
    const all = await run('sync', '--preview');
    expect(all.out).toMatch(/^! .*read_inventory/m);
  });
});
