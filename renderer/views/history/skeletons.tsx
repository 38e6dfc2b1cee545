import { Skeleton } from '@mantine/core';

/** Of a long list, in its shape. */
export const Skeletons = ({ label }: { label: string }) => (
  <div className="later skeletons" role="status" aria-label={label}>
    {['a', 'b', 'c', 'd', 'e', 'f'].map(key => (
      <Skeleton key={key} height={38} />
    ))}
  </div>
);
