import type { ReactNode } from 'react';

type Props = {
  /** The same for all of which one is chosen. */
  readonly group: string;
  readonly checked: boolean;
  readonly className?: string;
  readonly onPick: () => void;
  readonly children: ReactNode;
};

/** One of several, with its words. */
export const Radio = ({ group, checked, className, onPick, children }: Props) => (
  <label className={className}>
    <input type="radio" name={group} checked={checked} onChange={onPick} />
    <span>{children}</span>
  </label>
);
