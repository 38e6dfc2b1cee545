import { Button } from '@mantine/core';
import { useEffect, useId, useRef, type ReactNode } from 'react';

type Props = {
  readonly title: string;
  readonly yes: string;
  readonly no: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
  readonly children: ReactNode;
};

/** For what cannot be taken back. The browser keeps the focus inside and closes it with Esc. */
export function Ask({ title, yes, no, onYes, onNo, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog ref={dialog} className="ask" aria-labelledby={id} onClose={onNo}>
      <h2 id={id}>{title}</h2>
      {children}
      <div className="row">
        <Button variant="filled" onClick={onYes}>
          {yes}
        </Button>
        <Button variant="subtle" onClick={onNo}>
          {no}
        </Button>
      </div>
    </dialog>
  );
}
