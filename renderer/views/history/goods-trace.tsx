import type { GoodsTrace as Trace } from '../../../core/contract.ts';
import { useSnapshot } from '../../agent.tsx';
import { useAsked } from '../../asked.ts';
import { useFormats } from '../../clock.ts';
import { flowWords } from '../../../core/model/goods-words.ts';
import { goodsStateWords, kindAlone, markOfGoods } from '../../goods-words.ts';
import { Empty } from '../../parts/empty.tsx';
import { StateTag } from '../../parts/state-mark.tsx';
import { useGoodsRetry } from '../goods-acts.ts';
import { lastChange } from './facts.tsx';
import { Story } from './story.tsx';
import { TraceToCome } from './trace-to-come.tsx';

export function GoodsTrace({ id }: { id: string }) {
  const { goodsRevision, problems } = useSnapshot();
  const asked = useAsked('goods.trace', [id], JSON.stringify([goodsRevision, problems.length]));
  if (!asked.settled || (asked.failure && !asked.value)) return <TraceToCome asked={asked} />;
  if (!asked.value) return <Empty title="No history yet">Nothing was written, held or asked of it so far.</Empty>;
  return <GoodsStory trace={asked.value} />;
}

function GoodsStory({ trace }: { trace: Trace }) {
  const format = useFormats();
  const retry = useGoodsRetry();
  const { row } = trace;
  return (
    <Story
      trace={trace}
      kind={
        <>
          <StateTag mark={markOfGoods[row.state]}>{goodsStateWords[row.state]}</StateTag> {kindAlone(row.id)}
        </>
      }
      again={{ words: 'Compare again', act: () => retry([row.id]) }}
      facts={[
        ['Synced as', flowWords[row.flow]],
        [lastChange, format.when(row.at)],
      ]}
    />
  );
}
