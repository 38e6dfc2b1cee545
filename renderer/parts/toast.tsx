import { Button, Notification } from '@mantine/core';
import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react';
import type { Failure } from '../../core/contract.ts';
import type { RunTrigger } from '../../core/model/write.ts';
import { useAgent } from '../agent.tsx';
import { count } from '../format.ts';
import { Names } from './names.tsx';
import { StateMark, type Mark } from './state-mark.tsx';

export type Toast = {
  readonly mark: Mark;
  readonly words: string;
  /** Where to look. */
  readonly link?: { readonly href: string; readonly words: string };
  /** One thing to do about it. */
  readonly button?: { readonly words: string; readonly press: () => void };
  /** Stays until the next one, with how far such a run is. */
  readonly follows?: RunTrigger;
};
type Shown = Toast & { readonly id: number };

/** Why a click did not work, and what to do. */
export const refused = ({ message, nextStep = '' }: Failure): Toast => ({
  mark: 'bad',
  words: `${message} ${nextStep}`.trim(),
});

const showMs = 6000;
const Context = createContext<(toast: Toast) => void>(() => {});
/** For the answer to the person's own click, and only that. */
export const useToast = () => useContext(Context);

export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Shown>();
  /** Under the pointer or the focus: nobody loses what they are reading or about to press. */
  const [held, setHeld] = useState(false);
  const show = useCallback((toast: Toast) => setShown(last => ({ ...toast, id: (last?.id ?? 0) + 1 })), []);
  const close = useCallback(() => {
    setShown(undefined);
    setHeld(false);
  }, []);
  useEffect(() => {
    if (!shown || held || shown.follows !== undefined) return undefined;
    const timer = setTimeout(close, showMs);
    return () => clearTimeout(timer);
  }, [shown, held, close]);
  return (
    <Context value={show}>
      {children}
      <div
        className="toasts"
        role={shown?.mark === 'bad' ? 'alert' : 'status'}
        onMouseEnter={() => setHeld(true)}
        onMouseLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
      >
        {shown && (
          <Notification
            key={shown.id}
            icon={<StateMark mark={shown.mark} />}
            onClose={close}
            closeButtonProps={{ 'aria-label': 'Close message' }}
          >
            <Words toast={shown} close={close} />
          </Notification>
        )}
      </div>
    </Context>
  );
}

function Words({ toast: { words, link, button, follows }, close }: { toast: Toast; close: () => void }) {
  const running = useAgent().snapshot?.running;
  const far = follows !== undefined && running?.trigger === follows ? running : undefined;
  const press = () => {
    close();
    button?.press();
  };
  return (
    <>
      <Names text={words} />
      {far?.total !== undefined && `, ${count(far.done)} of ${count(far.total)}`}{' '}
      {link && <a href={link.href}>{link.words}</a>}
      {button && (
        <Button variant="subtle" data-size="compact" onClick={press}>
          {button.words}
        </Button>
      )}
    </>
  );
}
