import type { Sent } from '../../engine/comparison.ts';
import { SyncError } from '../../errors.ts';
import type { ShopStock, StockAnswer } from '../../goods-ports.ts';
import type { StockQuantity } from '../../model/stock.ts';
import type { SetStock } from './set-stock.ts';

type Refused = Extract<StockAnswer, { landed: false }>['refused'][number];

/**
 * Sends one lot. Shopify takes a batch whole or not at all: what stands in its way is taken out, and the rest is sent again under a key
 * of its own, so that one bundle or one sale never holds up the others.
 */
export async function sendStock(
  shop: Pick<ShopStock, 'setStock'>,
  quantity: StockQuantity,
  writes: readonly SetStock[],
  key: string,
  signal: AbortSignal,
): Promise<readonly Sent[]> {
  const answers = new Map<SetStock, Sent>();
  let rest = writes;
  for (let go = 0; rest.length > 0; go += 1) {
    const by = { key: go === 0 ? key : `${key}-rest-${go}`, reference: referenceOf(key) };
    const changes = rest.map(({ body }) => body);
    const answer = await shop.setStock(quantity, changes, by, signal);
    if (answer.landed) {
      for (const write of rest) answers.set(write, landedAs(answer.id, write));
      break;
    }
    const { refused } = answer;
    const named = refused.flatMap(one => {
      const write = rest[one.at];
      return write === undefined ? [] : [{ write, sent: answerTo(one, write) }];
    });
    if (named.length === 0) throw unexplained(refused);
    for (const { write, sent } of named) answers.set(write, sent);
    rest = rest.filter(write => !answers.has(write));
  }
  return writes.map(write => answers.get(write) ?? { kind: 'stale' });
}

const landedAs = (id: string, { record }: SetStock): Sent => ({
  kind: 'landed',
  landed: { id, name: record.name, how: 'written', fields: [] },
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
        nextStep: `Look at ${record.name} in Shopify: whether its stock can be changed there by hand. Then recheck.`,
        details: { code, message },
      },
    ),
  };
}

const unexplained = (refused: readonly Refused[]): SyncError =>
  new SyncError('rejected', 'stock-refused', 'Shopify did not take the stock, and did not say of which product.', {
    system: 'shop',
    recovery: 'stop',
    nextStep: 'Retry later. Nothing of it was written.',
    details: { answers: refused.map(({ code, message }) => `${code}: ${message}`).join('; ') },
  });
