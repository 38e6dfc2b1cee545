import { Button, Skeleton } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { Reply } from '../../../core/contract.ts';
import type { PreviewRow, PreviewState } from '../../../core/model/goods-view.ts';
import { useAgent } from '../../agent.tsx';
import { csvOf } from '../../../core/model/csv.ts';
import { fateWords } from '../../../core/model/goods-words.ts';
import { previewLines } from '../../../core/model/preview-lines.ts';
import { download } from '../../download.ts';
import { count } from '../../format.ts';
import { outcomes } from '../../goods-words.ts';
import { Empty } from '../../parts/empty.tsx';
import { Icon } from '../../parts/icon.tsx';
import { Segments, type Segment } from '../../parts/segments.tsx';
import { Trouble } from '../../parts/trouble.tsx';
import { allRows } from '../all-rows.ts';
import { Writes } from './writes.tsx';

type Outcome = PreviewRow['outcome'] | 'all';
type Props = Pick<PreviewState, 'counts'>;

/** Every Write of the preview, one outcome or all, and the same as a file. */
export function Planned({ counts }: Props) {
  const { api } = useAgent();
  const [answer, setAnswer] = useState<Reply<readonly PreviewRow[]>>();
  const [turn, setTurn] = useState(0);
  const [outcome, setOutcome] = useState<Outcome>('all');
  useEffect(() => {
    let wanted = true;
    const read = async () => {
      const reply = await allRows<PreviewRow>((offset, limit) => api.request('preview.rows', offset, limit));
      if (wanted) setAnswer(reply);
    };
    void read();
    return () => {
      wanted = false;
    };
    // A new `turn` reads the same again.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [api, turn]);
  if (answer && !answer.ok)
    return (
      <section className="card">
        <Trouble failure={answer.failure} again={() => setTurn(last => last + 1)} />
      </section>
    );
  if (!answer)
    return (
      <div className="later" role="status" aria-label="Reading the list">
        <Skeleton height={240} />
      </div>
    );
  const rows = answer.value;
  if (rows.length === 0)
    return (
      <Empty well title="Nothing would be written">
        {counts.same > 0 ? 'Both sides say the same.' : 'No such record was found, or nothing of it is due.'}
      </Empty>
    );
  const shown = outcome === 'all' ? rows : rows.filter(row => row.outcome === outcome);
  const segments: readonly Segment<Outcome>[] = [
    { value: 'all', words: 'All' },
    ...outcomes
      .filter(one => counts[one] > 0)
      .map(one => ({ value: one, words: `${fateWords[one]} ${count(counts[one])}` })),
  ];
  return (
    <section className="card" aria-label="Every write">
      <header>
        <Segments label="Show" segments={segments} value={outcome} onChange={setOutcome} />
        <Button
          className="end"
          variant="default"
          data-size="compact"
          leftSection={<Icon name="download" />}
          onClick={() => download('preview.csv', csvOf(previewLines(rows)))}
        >
          CSV of all
        </Button>
      </header>
      <Writes rows={shown} />
    </section>
  );
}
