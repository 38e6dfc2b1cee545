import type { ReactNode } from 'react';
import type { Mark } from './state-mark.tsx';

type Props = {
  readonly as?: 'section' | 'li';
  /** Tints the stub; a quiet one is sheet2. */
  readonly mark?: Mark | undefined;
  readonly className?: string;
  readonly label?: string;
  readonly stub: ReactNode;
  readonly children: ReactNode;
};

/** The stub, a perforation, the slip: only for what Counterfoil wrote, held or asks. */
export function Counterfoil({ as: Tag = 'section', mark, className = '', label, stub, children }: Props) {
  return (
    <Tag className={`foil ${mark ? `foil-${mark}` : ''} ${className}`} {...(label ? { 'aria-label': label } : {})}>
      <div className="stub">{stub}</div>
      <div className="slip">{children}</div>
    </Tag>
  );
}
