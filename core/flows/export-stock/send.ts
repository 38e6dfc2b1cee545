import type { Sent } from '../../engine/comparison.ts';
import { SyncError } from '../../errors.ts';
import type { ShopStock, StockAnswer } from '../../goods-ports.ts';
import type { StockQuantity } from '../../model/stock.ts';
import type { SetStock } from './set-stock.ts';

type Refused = Extract<StockAnswer, { landed: false }>['refused'][number];

/**
 * Sends one lot. Shopify takes a batch whole or not at all: what stands in its way is taken out, and the rest is sent again under a key
 * of its own, so that one bundle or one sale never holds up the others. Where Shopify does not say what it was, halves are tried.
 */
export async function sendStock(
  shop: Pick<ShopStock, 'setStock'>,
  quantity: StockQuantity,
  writes: readonly SetStock[],
  key: string,
  signal: AbortSignal,
): Promise<readonly Sent[]> {
  const answers = new Map<SetStock, Sent>();
  const send = async (some: readonly SetStock[], by: string): Promise<void> => {
    if (some.length === 0) return;
    const changes = some.map(({ body }) => body);
    const answer = await shop.setStock(quantity, changes, { key: by, reference: referenceOf(key) }, signal);
    if (answer.landed) {
      for (const write of some) answers.set(write, landedAs(answer.id, write));
      return;
    }
    for (const one of answer.refused) {
      const write = some.length === 1 ? some[0] : some[one.at ?? -1];
      if (write !== undefined) answers.set(write, answerTo(one, write));
    }
    const rest = some.filter(write => !answers.has(write));
    if (rest.length < some.length) return send(rest, `${by}-rest`);
    const half = Math.ceil(rest.length / 2);
    await send(rest.slice(0, half), `${by}-a`);
    await send(rest.slice(half), `${by}-b`);
  };
  await send(writes, key);
  return writes.map(write => answers.get(write) ?? { kind: 'stale' });
}

/** @param id undefined: Shopify had all of it so already */
const landedAs = (id: string | undefined, { record }: SetStock): Sent => ({
  kind: 'landed',
  landed: { id: id ?? record.id, name: record.name, how: id === undefined ? 'found' : 'written', fields: [] },
});

/** What Shopify's own history shows beside the change; our journal has the same key. */
const referenceOf = (key: string): string => `gid://counterfoil/StockUpdate/${encodeURIComponent(key)}`;

function answerTo({ stale, code, message }: Refused, { record, body }: SetStock): Sent {
  if (stale) return { kind: 'stale' };
  return {
    kind: 'refused',
    error: new SyncError(
      'rejected',
      'stock-refused',
      `Shopify does not take ${body.to} for ${record.name}. Its stock stays at ${body.from}.`,
      {
        system: 'shop',
        nextStep: `Look at ${record.name} in Shopify: whether its stock can be changed there by hand. Then compare again.`,
        details: { code, message },
      },
    ),
  };
}
