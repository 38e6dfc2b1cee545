import type { ProductSettings, StockSettings } from '../../../core/model/settings.ts';
import { useErpName } from '../../agent.tsx';
import { useAsked } from '../../asked.ts';
import { Buffers, mostUnits } from './buffers.tsx';
import { Choice } from './choice.tsx';
import type { Draft } from './draft.ts';
import { NumberLine } from './number.tsx';
import { PeakLocks } from './peak-locks.tsx';
import { PriceList } from './price-list.tsx';
import { Section, SettingRow } from './section.tsx';

/** How stock is told to Shopify, and what of stock and products a person must see first. */
export function Goods({ draft: { stock, products }, change }: Draft) {
  const erp = useErpName();
  const locations = useAsked('stock.view', []).value?.locations ?? [];
  const set = (part: Partial<StockSettings>) => change({ stock: { ...stock, ...part } });
  const setProducts = (part: Partial<ProductSettings>) => change({ products: { ...products, ...part } });
  const { limits } = stock;
  return (
    <Section id="goods" title="Stock and products">
      <PeakLocks locks={stock.peakLocks} onChange={peakLocks => set({ peakLocks })} />
      <Buffers buffers={stock.buffers} locations={locations} onChange={buffers => set({ buffers })} />
      <SettingRow label="Small differences" note="What would drop to 0 never waits.">
        <NumberLine
          label="Stock is written from a difference of"
          value={stock.minimumDelta}
          min={1}
          max={mostUnits}
          onChange={minimumDelta => set({ minimumDelta })}
        />
      </SettingRow>
      <SettingRow label="Held for you" note="A plan that goes beyond these waits until you have looked at it.">
        <NumberLine
          label="A location’s products that drop to 0"
          value={limits.zeroPercent}
          max={100}
          unit="%"
          onChange={zeroPercent => set({ limits: { ...limits, zeroPercent } })}
        />
        <NumberLine
          label="Those that drop by half or more"
          value={limits.dropPercent}
          max={100}
          unit="%"
          onChange={dropPercent => set({ limits: { ...limits, dropPercent } })}
        />
        <NumberLine
          label="All products, changed in one field"
          value={products.limitPercent}
          max={100}
          unit="%"
          onChange={limitPercent => setProducts({ limitPercent })}
        />
      </SettingRow>
      <SettingRow
        label="Figure in Shopify"
        note="On hand is what lies on the shelf: Shopify takes off itself what is sold and not sent. Available is what may still be sold."
      >
        <Choice
          label="Figure in Shopify"
          value={stock.quantity}
          choices={[
            ['on_hand', 'On hand'],
            ['available', 'Available'],
          ]}
          onChange={quantity => set({ quantity })}
        />
      </SettingRow>
      <SettingRow label="Orders on the way" note={`Stock with orders that are not in ${erp} yet.`}>
        <Choice
          label="Orders on the way"
          value={stock.ordersOnTheWay}
          choices={[
            ['reduce', 'Is told less by them'],
            ['wait', 'Is not raised before they are there'],
          ]}
          onChange={ordersOnTheWay => set({ ordersOnTheWay })}
        />
      </SettingRow>
      <SettingRow label="Half a piece" note={`Where ${erp} counts no whole number.`}>
        <Choice
          label="Half a piece"
          value={stock.fractions}
          choices={[
            ['refuse', 'Is left out, by name'],
            ['round-down', 'Is rounded down'],
          ]}
          onChange={fractions => set({ fractions })}
        />
      </SettingRow>
      <PriceList code={products.priceList} onChange={priceList => setProducts({ priceList })} />
    </Section>
  );
}
