import { Skeleton } from '@mantine/core';
import type { Asked } from '../../asked.ts';
import { Trouble } from '../../parts/trouble.tsx';

/** In place of a story that is not there: why, or its shape until it is. */
export function TraceToCome({ asked: { failure, again } }: { asked: Pick<Asked<unknown>, 'failure' | 'again'> }) {
  if (failure)
    return (
      <div className="trace">
        <Trouble failure={failure} again={again} />
      </div>
    );
  return (
    <div className="trace later" role="status" aria-label="Reading its history">
      <Skeleton height={32} width={160} />
      <Skeleton height={58} />
      <Skeleton height={130} />
      <Skeleton height={130} />
    </div>
  );
}
