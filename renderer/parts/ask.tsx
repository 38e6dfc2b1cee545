import { Button } from '@mantine/core';
import { useEffect, useId, useRef, type ReactNode } from 'react';

type Props = {
  readonly title: string;
  readonly yes: string;
  readonly no: string;
  /** Whether it may be answered with yes as things stand. */
  readonly able?: boolean;
  readonly className?: string;
  readonly onYes: () => void;
  readonly onNo: () => void;
  readonly children: ReactNode;
};

/** For what should be said twice. The browser keeps the focus inside, gives it back afterwards, and closes it with Esc. */
export function Ask({ title, yes, no, able = true, className = '', onYes, onNo, children }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      className={`ask ${className}`}
      aria-labelledby={id}
      onClose={event => (event.currentTarget.returnValue === 'yes' ? onYes() : onNo())}
    >
      <h2 id={id}>{title}</h2>
      <form
        method="dialog"
        onSubmit={event => {
          if (!able) event.preventDefault();
        }}
      >
        {children}
        <div className="row">
          <Button type="submit" variant="filled" value="yes" disabled={!able}>
            {yes}
          </Button>
          <Button type="button" variant="subtle" onClick={() => dialog.current?.close()}>
            {no}
          </Button>
        </div>
      </form>
    </dialog>
  );
}
