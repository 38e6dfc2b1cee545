import { Notification } from '@mantine/core';
import { createContext, useCallback, useContext, useEffect, useState, type ReactNode } from 'react';
import { Names } from './names.tsx';
import { StateMark, type Mark } from './state-mark.tsx';

export type Toast = {
  readonly mark: Mark;
  readonly words: string;
  /** Where to look. */
  readonly link?: { readonly href: string; readonly words: string };
};
type Shown = Toast & { readonly id: number };

const showMs = 6000;
const Context = createContext<(toast: Toast) => void>(() => {});
/** For the answer to the person's own click, and only that. */
export const useToast = () => useContext(Context);

export function ToastProvider({ children }: { children: ReactNode }) {
  const [shown, setShown] = useState<Shown>();
  const show = useCallback((toast: Toast) => setShown(last => ({ ...toast, id: (last?.id ?? 0) + 1 })), []);
  useEffect(() => {
    if (!shown) return undefined;
    const timer = setTimeout(() => setShown(undefined), showMs);
    return () => clearTimeout(timer);
  }, [shown]);
  return (
    <Context value={show}>
      {children}
      <div className="toasts" role={shown?.mark === 'bad' ? 'alert' : 'status'}>
        {shown && (
          <Notification
            key={shown.id}
            icon={<StateMark mark={shown.mark} />}
            onClose={() => setShown(undefined)}
            closeButtonProps={{ 'aria-label': 'Close message' }}
          >
            <Names text={shown.words} /> {shown.link && <a href={shown.link.href}>{shown.link.words}</a>}
          </Notification>
        )}
      </div>
    </Context>
  );
}
