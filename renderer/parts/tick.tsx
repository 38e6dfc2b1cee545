import type { ReactNode } from 'react';

type Props = {
  readonly checked: boolean;
  readonly disabled?: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
};

/** Something to switch on or off, with its words. */
export const Tick = ({ checked, disabled = false, onChange, children }: Props) => (
  <label className="tick-row">
    <input
      type="checkbox"
      checked={checked}
      disabled={disabled}
      onChange={event => onChange(event.currentTarget.checked)}
    />
    <span>{children}</span>
  </label>
);
