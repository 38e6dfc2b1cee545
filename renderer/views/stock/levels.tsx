import { useEffect, useRef } from 'react';
import type { StockRow } from '../../../core/model/goods-view.ts';
import { useErpName } from '../../agent.tsx';
import { decimalFigure, figure, markOfFate, signed } from '../../goods-words.ts';
import { Spacer } from '../../parts/spacer.tsx';
import { StateMark } from '../../parts/state-mark.tsx';
import { useWindowed, windowedFrom } from '../../parts/windowed.ts';
import { hrefOfGoods } from '../../route.ts';
import type { Paged } from '../paged.ts';

type Props = { readonly name: string; readonly rows: Paged<StockRow>; readonly total: number };

/** As stock.css has it. */
const rowPx = 33;
const columns = 7;

/** Level by level: what is there, how the new figure comes about, and what happens. */
export function Levels({ name, rows, total }: Props) {
  const erp = useErpName();
  const body = useRef<HTMLTableSectionElement>(null);
  const shown = useWindowed(body, total, rowPx);
  const { look } = rows;
  useEffect(() => look(shown.start, shown.end - 1), [look, shown.start, shown.end]);
  const isLong = total >= windowedFrom;
  const places = Array.from({ length: shown.end - shown.start }, (_, index) => shown.start + index);
  return (
    <table className="levels" aria-label={`Stock, ${name}`} {...(isLong ? { 'aria-rowcount': total + 1 } : {})}>
      <thead>
        <tr>
          <th scope="col">Product</th>
          <th scope="col" className="n">
            Shopify now
          </th>
          <th scope="col" className="n">
            {erp}
          </th>
          <th scope="col" className="n">
            Kept back
          </th>
          <th scope="col" className="n">
            Will be
          </th>
          <th scope="col" className="n">
            Change
          </th>
          <th scope="col">What happens</th>
        </tr>
      </thead>
      <tbody ref={body}>
        <Spacer height={shown.above} columns={columns} />
        {places.map(place => (
          <Level key={place} row={rows.rowAt(place)} place={isLong ? place + 2 : undefined} />
        ))}
        <Spacer height={shown.below} columns={columns} />
      </tbody>
    </table>
  );
}

function Level({ row, place }: { row: StockRow | undefined; place: number | undefined }) {
  const numbered = place === undefined ? {} : { 'aria-rowindex': place };
  if (row === undefined)
    return (
      <tr {...numbered}>
        <td colSpan={columns} className="dim">
          Reading…
        </td>
      </tr>
    );
  const { shopify, erp, keptBack, willBe } = row;
  return (
    <tr {...numbered}>
      <th scope="row">
        <a className="whole b" href={hrefOfGoods(row.id)}>
          {row.sku ?? 'no SKU'}
        </a>{' '}
        <span className="dim wide">{row.title}</span>
      </th>
      <td className="n">{figure(shopify)}</td>
      <td className="n">{erp !== undefined && decimalFigure(erp)}</td>
      <td className="n dim">{keptBack !== undefined && keptBack !== 0 && figure(keptBack)}</td>
      <td className="n b">{willBe !== undefined && figure(willBe)}</td>
      <td className="n">{willBe !== undefined && signed(willBe - shopify)}</td>
      <td title={row.words}>
        <span className="fate sm">
          <StateMark mark={markOfFate[row.fate]} word={false} size={16} />
          <span className="one-line">{row.words}</span>
        </span>
      </td>
    </tr>
  );
}
