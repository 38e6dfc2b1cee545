import type { ReactNode } from 'react';

export type Mark = 'ok' | 'warn' | 'bad' | 'held' | 'wait' | 'skip' | 'info';

const markWords: Readonly<Record<Mark, string>> = {
  ok: 'All well',
  warn: 'Needs you',
  bad: 'Failed',
  held: 'Held',
  wait: 'Waiting',
  skip: 'Left out',
  info: 'Note',
};

const line = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.6,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;
/** Cut out of the filled shape, in the colour of the ground. */
const cut = {
  className: 'cut',
  fill: 'none',
  strokeWidth: 1.8,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const;
const shapes: Readonly<Record<Mark, ReactNode>> = {
  ok: (
    <>
      <circle cx="9" cy="9" r="7.5" fill="currentColor" />
      <path d="m5.6 9.3 2.4 2.4 4.5-5" {...cut} />
    </>
  ),
  warn: (
    <>
      <path d="M9 1.4 17.3 16a.6.6 0 0 1-.5.9H1.2a.6.6 0 0 1-.5-.9z" fill="currentColor" />
      <path d="M9 6.6v4.7M9 14.05v.1" {...cut} />
    </>
  ),
  bad: (
    <>
      <path d="M5.9 1.5h6.2l4.4 4.4v6.2l-4.4 4.4H5.9l-4.4-4.4V5.9z" fill="currentColor" />
      <path d="m6.4 6.4 5.2 5.2M11.6 6.4l-5.2 5.2" {...cut} />
    </>
  ),
  held: (
    <>
      <rect x="3.2" y="3.2" width="11.6" height="11.6" rx="1.2" transform="rotate(45 9 9)" fill="currentColor" />
      <path d="M7.2 6.5v5M10.8 6.5v5" {...cut} />
    </>
  ),
  wait: (
    <>
      <circle cx="9" cy="9" r="7" {...line} />
      <path d="M9 5v4.2l2.6 1.6" {...line} />
    </>
  ),
  skip: (
    <>
      <circle cx="9" cy="9" r="7" {...line} strokeDasharray="3.4 2.1" />
      <path d="M6 9h6" {...line} />
    </>
  ),
  info: (
    <>
      <rect x="2" y="2" width="14" height="14" rx="2" {...line} />
      <path d="M9 8.4v4M9 5.5v.1" {...line} />
    </>
  ),
};

/** A state's shape. `word` is what it is called here; false where the word stands beside it. */
export function StateMark({ mark, word, size = 18 }: { mark: Mark; word?: string | false; size?: number }) {
  const name = word === false ? { 'aria-hidden': true } : { role: 'img', 'aria-label': word ?? markWords[mark] };
  return (
    <svg className={`mark mark-${mark}`} viewBox="0 0 18 18" width={size} height={size} {...name}>
      {shapes[mark]}
    </svg>
  );
}

/** Shape and word together on the state's tint. */
export function StateTag({ mark, children }: { mark: Mark; children?: ReactNode }) {
  return (
    <span className={`tag tag-${mark}`}>
      <StateMark mark={mark} word={false} size={14} />
      {children ?? markWords[mark]}
    </span>
  );
}
