import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { previewSupport, saveSupport } from '../../main/support/bundle.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'counterfoil-support-'));
  await mkdir(join(folder, 'logs'));
  await mkdir(join(folder, 'journal'));
  const log = [
    { at: '2026-11-24T09:00:00.000Z', level: 'info', message: 'too early' },
    {
      at: '2026-11-25T09:00:00.000Z',
      level: 'error',
      message: 'Refused for Ada Baker, ada.baker@example.com, 12 Mill Lane, LS1 4AP, with shpat_0123456789abcdef',
    },
  ];
  await writeFile(
    join(folder, 'logs', 'counterfoil.log'),
    `${log.map(line => JSON.stringify(line)).join('\n')}\n{torn`,
  );
  const entries = [
    { seq: 1, at: '2026-11-24T23:00:00.000Z', kind: 'parked', record: { id: 'gid://shopify/Order/1', name: '#1041' } },
    {
      seq: 2,
      at: '2026-11-25T10:00:00.000Z',
      kind: 'failed',
      record: { id: 'gid://shopify/Order/2', name: '#1042' },
      message: 'The customer Ada Baker is archived.',
    },
    {
      seq: 3,
      at: '2026-11-25T10:00:01.000Z',
      kind: 'landed',
      record: { id: 'gid://shopify/Order/2', name: '#1042' },
      landed: { id: '7', name: 'Ada Baker', how: 'written', fields: [] },
    },
  ];
  for (const [day, from, to] of [
    ['2026-11-24', 0, 1],
    ['2026-11-25', 1, 3],
  ] as const)
    await writeFile(
      join(folder, 'journal', `${day}.jsonl`),
      entries
        .slice(from, to)
        .map(entry => `${JSON.stringify(entry)}\n`)
        .join(''),
    );
  await writeFile(
    join(folder, 'settings.json'),
    JSON.stringify({ shop: { domain: 'x.myshopify.com' }, token: 'shpat_abc' }),
  );
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const range = { from: '2026-11-25T00:00:00.000Z', to: '2026-11-26T00:00:00.000Z' };

test('DESK-12 the support bundle holds the chosen time and nobody’s name, mail, address or token; it is shown before', async () => {
  const preview = await previewSupport(folder, range);
  expect(preview.map(({ name, lines }) => [name, lines])).toEqual([
    ['about.json', expect.any(Number)],
    ['settings.json', expect.any(Number)],
    ['journal.jsonl', 2],
    ['log.jsonl', 1],
  ]);
  const path = await saveSupport(folder, range, '2026-11-25');
  const files = Object.entries(unzipSync(await readFile(path))).map(
    ([name, bytes]) => [name, strFromU8(bytes)] as const,
  );
  expect(files.map(([name]) => name)).toEqual(preview.map(({ name }) => name));
  const all = files.map(([, text]) => text).join('\n');
  for (const personal of ['Ada', 'Baker', 'ada.baker', 'Mill Lane', 'LS1', 'shpat_', 'too early', '#1041'])
    expect(all).not.toContain(personal);
  // Without its number nobody could say which order is meant.
  expect(all).toContain('#1042');
  for (const { name, beginning } of preview)
    expect(files.find(([one]) => one === name)?.[1].startsWith(beginning)).toBe(true);
});

test('DESK-12 a folder without journal and log gives what there is', async () => {
  await rm(join(folder, 'logs'), { recursive: true });
  await rm(join(folder, 'journal'), { recursive: true });
  const preview = await previewSupport(folder, range);
  expect(preview.map(({ name, lines }) => [name, lines > 0])).toEqual([
    ['about.json', true],
    ['settings.json', true],
    ['journal.jsonl', false],
    ['log.jsonl', false],
  ]);
});

test('DESK-12 who in the shop looks after a field is nobody’s business: neither the file nor its stub tells', async () => {
  const rule = { owner: 'erp', onConflict: 'hold-and-ask', responsible: 'ada' };
  await writeFile(join(folder, 'ownership.json'), JSON.stringify({ fields: { 'variant.price': rule } }));
  const changed = {
    seq: 4,
    at: '2026-11-25T11:00:00.000Z',
    kind: 'owned',
    field: 'variant.price',
    before: JSON.stringify({ ...rule, responsible: null }),
    after: JSON.stringify(rule),
    by: 'Office PC',
  };
  await writeFile(join(folder, 'journal', '2026-11-25.jsonl'), `${JSON.stringify(changed)}\n`);
  const files = await previewSupport(folder, range);
  const told = files.map(({ beginning }) => beginning).join('\n');
  expect(told).not.toContain('ada');
  expect(told).toContain('hold-and-ask');
});
