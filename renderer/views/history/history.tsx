import { Empty } from '../../parts/empty.tsx';
import { useRoute } from '../../route.ts';
import { GoodsList } from './goods-list.tsx';
import { GoodsTrace } from './goods-trace.tsx';
import { OrderList } from './order-list.tsx';
import { OrderTrace } from './order-trace.tsx';

const itsStory = 'Its whole story is kept: what was there, what was written, and why.';

/** Every record Counterfoil knows, and the story of the one that is looked at. */
export function History() {
  const { id, state, about, goodsState } = useRoute();
  return about === 'goods' ? (
    <div className="split">
      <GoodsList chosen={id} state={goodsState} />
      {id === undefined ? (
        <Empty title="Choose a product or a stock level">{itsStory}</Empty>
      ) : (
        <GoodsTrace key={id} id={id} />
      )}
    </div>
  ) : (
    <div className="split">
      <OrderList key={state} chosen={id} state={state} />
      {id === undefined ? <Empty title="Choose an order">{itsStory}</Empty> : <OrderTrace key={id} id={id} />}
    </div>
  );
}
