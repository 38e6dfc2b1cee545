import { Skeleton } from '@mantine/core';
import { useAgent } from '../agent.tsx';
import { Logo } from '../parts/icon.tsx';
import { Empty } from '../parts/empty.tsx';
import { newestLink, whenAway } from '../words.ts';

/** Before the first snapshot: nothing for a second, then the page's shape; in words when nobody answers. */
export function Opening() {
  const { link } = useAgent();
  return (
    <>
      <div className="rail" role="banner">
        <span className="brand">
          <Logo />
          Counterfoil
        </span>
      </div>
      <main aria-busy={link === 'opening'}>
        <h1 className="unseen">Opening Counterfoil</h1>
        {link === 'locked' ? (
          <Empty title="Counterfoil was started anew">Open {newestLink}.</Empty>
        ) : link === 'away' ? (
          <Empty title="Counterfoil does not answer">{whenAway}</Empty>
        ) : (
          <div className="later" role="status" aria-label="Opening">
            <Skeleton height={32} width={260} />
            <Skeleton height={92} />
            <Skeleton height={64} />
            <Skeleton height={260} />
          </div>
        )}
      </main>
    </>
  );
}
