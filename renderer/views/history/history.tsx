import { Empty } from '../../parts/empty.tsx';
import { useRoute } from '../../route.ts';
import { OrderList } from './order-list.tsx';
import { OrderTrace } from './order-trace.tsx';

/** Every order Counterfoil knows, and the story of the one that is looked at. */
export function History() {
  const { id, state } = useRoute();
  return (
    <div className="split">
      <OrderList key={state} chosen={id} state={state} />
      {id === undefined ? (
        <Empty title="Choose an order">Its whole story is kept: what was there, what was written, and why.</Empty>
      ) : (
        <OrderTrace key={id} id={id} />
      )}
    </div>
  );
}
