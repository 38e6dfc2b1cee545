import type { ReactNode } from 'react';

type Props = {
  readonly well?: boolean;
  readonly title: string;
  readonly children?: ReactNode;
  readonly button?: ReactNode;
};

/** Nothing here: the two-part mark, a sentence, at most one button. */
export function Empty({ well = false, title, children, button }: Props) {
  return (
    <div className="empty">
      <svg viewBox="0 0 70 46" aria-hidden="true" className={well ? 'empty-well' : ''}>
        <path className="empty-stub" d="M1.500 1.500h18v43h-18z" />
        <path className={well ? 'empty-stub' : 'empty-gap'} d="M26.500 1.500h42v43h-42z" />
        {well && <path className="empty-tick" d="m37 21 7 7 13-16M37 35.500h20M37 39h20" />}
        <path className="empty-perforation" d="M23 2v42" />
      </svg>
      <h2>{title}</h2>
      {children && <p>{children}</p>}
      {button}
    </div>
  );
}
