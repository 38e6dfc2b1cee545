const paths = {
  today:
    'M4 3h8a1.5 1.5 0 0 1 1.5 1.5V12a1.5 1.5 0 0 1-1.5 1.5H4A1.5 1.5 0 0 1 2.5 12V4.5A1.5 1.5 0 0 1 4 3zM2.5 6.5h11M5.5 1.5v3M10.5 1.5v3M5.5 9.5H8',
  problems: 'M8 2.2 14.3 13.2H1.7zM8 6.3v3.4M8 11.6v.1',
  history: 'M2.6 8a5.4 5.4 0 1 0 1.7-3.9L2.5 5.8M2.5 2.6v3.2h3.2M8 5v3.2l2.2 1.4',
  sync: 'M2.8 6.6h10l-2.9-3M13.2 9.8h-10l2.9 3',
  pause: 'M5.5 3.5v9M10.5 3.5v9',
  play: 'M5 3.2v9.6L12.4 8z',
  search: 'M11.3 7A4.3 4.3 0 1 1 2.7 7a4.3 4.3 0 0 1 8.6 0zM10.3 10.3l3.4 3.4',
  check: 'm3 8.6 3.4 3.4L13 4.8',
  document: 'M3.5 2h6l3 3v9h-9zM9.5 2v3h3M5.8 8h4.4M5.8 10.8h4.4',
  person: 'M8 8.2a2.8 2.8 0 1 0 0-5.6 2.8 2.8 0 0 0 0 5.6zM2.8 13.6a5.3 5.3 0 0 1 10.4 0',
  settings:
    'M2.5 5h6M11.5 5h2M2.5 11h2M7.5 11h6M11.5 5a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0zM7.5 11a1.5 1.5 0 1 1-3 0 1.5 1.5 0 0 1 3 0z',
  mappings:
    'M5.2 4.6l5.7 2.8M5.2 11.4l5.7-2.8M5.2 4.2a1.6 1.6 0 1 1-3.2 0 1.6 1.6 0 0 1 3.2 0zM5.2 11.8a1.6 1.6 0 1 1-3.2 0 1.6 1.6 0 0 1 3.2 0zM14 8a1.6 1.6 0 1 1-3.2 0A1.6 1.6 0 0 1 14 8z',
  shop: 'M2.5 6.5v7h11v-7M1.8 6.3 3.2 2.5h9.6l1.4 3.8a2 2 0 0 1-4 .2 2.1 2.1 0 0 1-4.3 0 2 2 0 0 1-4.1-.2zM6.5 13.5V10h3v3.5',
  lock: 'M3.8 7.4h8.4v6.2H3.8zM5.4 7.4V5.2a2.6 2.6 0 0 1 5.2 0v2.2',
  download: 'M8 2v8M4.7 7 8 10.2 11.3 7M2.5 13.5h11',
  plus: 'M8 3v10M3 8h10',
  arrow: 'M2.5 8H13M9.5 4.5 13 8l-3.5 3.5',
  pen: 'm3 13 .6-2.8L10.8 3a1 1 0 0 1 1.4 0l.8.8a1 1 0 0 1 0 1.4l-7.2 7.2z',
  left: 'M9.8 3.5 5.3 8l4.5 4.5',
  right: 'M6.2 3.5 10.7 8l-4.5 4.5',
} as const;
export type IconName = keyof typeof paths;

/** Decoration: the words beside it, or the control's own name, say the same. */
export const Icon = ({ name }: { name: IconName }) => (
  <svg className="icon" viewBox="0 0 16 16" aria-hidden="true">
    <path d={paths[name]} />
  </svg>
);

export const Logo = () => (
  <svg className="logo" viewBox="0 0 32 32" aria-hidden="true">
    <path
      className="logo-paper"
      d="M5 3h5.5v26H5a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2zM14 3h13a2 2 0 0 1 2 2v22a2 2 0 0 1-2 2H14v-2.2a1.8 1.8 0 0 0 0-3.6v-3.4a1.8 1.8 0 0 0 0-3.6v-3.4a1.8 1.8 0 0 0 0-3.6V7.8a1.8 1.8 0 0 0 0-3.6z"
    />
    <path className="logo-tick" d="m17.5 16 3 3 5-6" />
  </svg>
);
