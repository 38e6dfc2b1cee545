import type { ReactNode } from 'react';

/** One card of settings, named. */
export const Section = ({ id, title, children }: { id: string; title: string; children: ReactNode }) => (
  <section className="card settings" aria-labelledby={id}>
    <header>
      <h2 id={id} tabIndex={-1}>
        {title}
      </h2>
    </header>
    {children}
  </section>
);

type RowProps = { readonly label: string; readonly note?: ReactNode; readonly children: ReactNode };

/** A setting: its name, its control, and beside it what it means. */
export const SettingRow = ({ label, note, children }: RowProps) => (
  <div className="setting" role="group" aria-label={label}>
    <span className="setting-name">{label}</span>
    <div className="setting-control">{children}</div>
    <div className="setting-note sm mut">{note}</div>
  </div>
);
