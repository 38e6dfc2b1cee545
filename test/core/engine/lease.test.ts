import { expect, test } from 'vitest';
import { openLease, StandingBy } from '../../../core/engine/lease.ts';
import { openJournalOn, type Journal } from '../../../core/journal/journal.ts';
import { hours, minutes } from '../../../core/model/time.ts';
import type { SharedValue, Shop } from '../../../core/ports.ts';
import { MemoryJournal } from '../../fakes/memory-journal.ts';
import { worldClock } from '../../world/clock.ts';

const live = () => new AbortController().signal;

/** A shop that only keeps shared values, by compare-and-set. */
function sharedShop() {
  let current: SharedValue | undefined;
  let writes = 0;
  const shop: Pick<Shop, 'readShared' | 'writeShared'> = {
    readShared: async () => current,
    writeShared: async (_name, value, digest) => {
      if (current?.digest !== digest) return undefined;
      current = { value, digest: `digest-${++writes}` };
      return current;
    },
  };
  return { shop, spoil: (value: string) => void (current = { value, digest: 'spoilt' }) };
}

async function scene() {
  const clock = worldClock();
  const shared = sharedShop();
  const journalOn = (store: MemoryJournal): Promise<Journal> => openJournalOn(store, { version: '1', device: 'pc' });
  const leaseFor = (journal: Journal, device: string, instance = device) =>
    openLease({ shop: shared.shop, journal, clock, me: { device, name: device, instance }, validMs: minutes(15) });
  return { clock, shared, journalOn, leaseFor };
}

test('the first takes it, the second stands by, and takes over when the first gives it back', async () => {
  const { journalOn, leaseFor } = await scene();
  const office = leaseFor(await journalOn(new MemoryJournal()), 'office');
  const stock = leaseFor(await journalOn(new MemoryJournal()), 'stock');
  await office.hold(live());
  await expect(stock.hold(live())).rejects.toThrow(StandingBy);
  await expect(stock.hold(live())).rejects.toThrow(/"office"/);
  await office.release(live());
  await expect(stock.hold(live())).resolves.toBeUndefined();
  await expect(office.hold(live())).rejects.toThrow(/"stock"/);
});

test('a silent holder is only overtaken after as long as it promised, whatever its clock said', async () => {
  const { clock, journalOn, leaseFor } = await scene();
  const office = leaseFor(await journalOn(new MemoryJournal()), 'office');
  const stock = leaseFor(await journalOn(new MemoryJournal()), 'stock');
  await office.hold(live());
  clock.advance(minutes(14));
  await expect(stock.hold(live())).rejects.toThrow(StandingBy);
  clock.advance(minutes(14));
  await expect(stock.hold(live())).rejects.toThrow(StandingBy);
  clock.advance(minutes(2));
  await expect(stock.hold(live())).resolves.toBeUndefined();
});

test('a writer that slept while another held it may write no more in the run that it had begun', async () => {
  const { clock, journalOn, leaseFor } = await scene();
  const office = leaseFor(await journalOn(new MemoryJournal()), 'office');
  const stock = leaseFor(await journalOn(new MemoryJournal()), 'stock');
  await office.hold(live());
  clock.advance(hours(3));
  await office.check(live());
  clock.advance(hours(3));
  await stock.hold(live());
  await stock.release(live());
  await expect(office.check(live())).rejects.toThrow(StandingBy);
  await office.hold(live());
  await expect(office.check(live())).resolves.toBeUndefined();
});

test('a beat resets the watch; a beat from long ago needs no watching', async () => {
  const { clock, journalOn, leaseFor } = await scene();
  const office = leaseFor(await journalOn(new MemoryJournal()), 'office');
  const stock = leaseFor(await journalOn(new MemoryJournal()), 'stock');
  await office.hold(live());
  await expect(stock.hold(live())).rejects.toThrow(StandingBy);
  clock.advance(minutes(10));
  await office.check(live());
  clock.advance(minutes(10));
  await expect(stock.hold(live())).rejects.toThrow(StandingBy);
  const third = leaseFor(await journalOn(new MemoryJournal()), 'third');
  clock.advance(hours(2));
  await expect(third.hold(live())).resolves.toBeUndefined();
});

test('after a crash the same PC takes its own lease at once', async () => {
  const { journalOn, leaseFor } = await scene();
  const disk = new MemoryJournal();
  await leaseFor(await journalOn(disk), 'office', 'first').hold(live());
  await expect(leaseFor(await journalOn(disk), 'office', 'second').hold(live())).resolves.toBeUndefined();
});

test('a copied or restored data folder, older than what the shop last saw, freezes instead of writing', async () => {
  const { journalOn, leaseFor } = await scene();
  const disk = new MemoryJournal();
  const journal = await journalOn(disk);
  const original = leaseFor(journal, 'office', 'original');
  await original.hold(live());
  const copy = new MemoryJournal();
  await journal.append({ kind: 'cursor', flow: 'import-orders', value: '2026-11-23T12:00:00Z' });
  await original.hold(live());
  const restored = leaseFor(await journalOn(copy), 'office', 'restored');
  await expect(restored.hold(live())).rejects.toMatchObject({ code: 'journal-behind-shop', recovery: 'stop' });
});

test('what is no lease is overwritten, not obeyed', async () => {
  const { journalOn, leaseFor, shared } = await scene();
  shared.spoil('{"by": "hand"}');
  await expect(leaseFor(await journalOn(new MemoryJournal()), 'office').hold(live())).resolves.toBeUndefined();
});
