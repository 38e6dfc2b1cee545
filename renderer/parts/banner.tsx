import type { ReactNode } from 'react';
import { StateMark, type Mark } from './state-mark.tsx';

type Props = {
  readonly mark: Mark;
  readonly title: string;
  readonly children?: ReactNode;
  readonly button?: ReactNode;
};

/** A state that affects the whole app, until it is solved. */
export function Banner({ mark, title, children, button }: Props) {
  return (
    <div className={`banner banner-${mark}`} role={mark === 'bad' ? 'alert' : 'status'}>
      <StateMark mark={mark} />
      <p>
        <b>{/[.?]$/.test(title) ? title : `${title}.`}</b> {children}
      </p>
      {button}
    </div>
  );
}
