import { Combobox, createTheme, type CSSVariablesResolver } from '@mantine/core';

const sans =
  '"Inter Variable", "Segoe UI Variable Text", "Segoe UI", -apple-system, BlinkMacSystemFont, "Noto Sans", "Liberation Sans", sans-serif';
const serif = '"Source Serif 4 Variable", "Sitka Text", "Iowan Old Style", Georgia, "Noto Serif", serif';

export const theme = createTheme({
  primaryColor: 'blue',
  colors: {
    blue: [
      '#e0ebf1',
      '#c9dde9',
      '#a6d3ec',
      '#8cc3e2',
      '#6e9fbb',
      '#4a7894',
      '#2c6187',
      '#1b4f72',
      '#143d59',
      '#0c2231',
    ],
  },
  primaryShade: { light: 7, dark: 3 },
  defaultRadius: 4,
  fontFamily: sans,
  headings: { fontFamily: serif },
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    // A list of choices belongs to the page's main part, for those who go by landmarks.
    Combobox: Combobox.extend({ defaultProps: { portalProps: { target: '#main' } } }),
  },
});

/** Mantine's names for our tokens; both looks live in the tokens themselves. */
const shared: Readonly<Record<string, string>> = {
  '--mantine-color-body': 'var(--sheet)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink3)',
  '--mantine-color-placeholder': 'var(--ink3)',
  '--mantine-color-anchor': 'var(--blue)',
  '--mantine-color-default': 'var(--sheet)',
  '--mantine-color-default-hover': 'var(--sheet3)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--rule2)',
  '--mantine-color-error': 'var(--bad)',
  '--mantine-color-disabled': 'var(--sheet2)',
  '--mantine-color-disabled-color': 'var(--ink3)',
  '--mantine-color-disabled-border': 'var(--rule)',
  '--mantine-color-blue-filled': 'var(--blue)',
  '--mantine-color-blue-filled-hover': 'var(--blueh)',
  '--mantine-color-blue-outline': 'var(--blue)',
  '--mantine-color-blue-outline-hover': 'var(--bluesoft)',
  '--mantine-color-blue-light': 'var(--bluesoft)',
  '--mantine-color-blue-light-hover': 'var(--bluesoft)',
  '--mantine-color-blue-light-color': 'var(--blue)',
  '--mantine-primary-color-filled': 'var(--blue)',
};
export const cssVariables: CSSVariablesResolver = () => ({ variables: {}, light: shared, dark: shared });
