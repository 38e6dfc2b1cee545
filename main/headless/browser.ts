import { spawn } from 'node:child_process';

const opener = (): readonly [string, ...string[]] | undefined => {
  if (process.platform === 'darwin') return ['open'];
  if (process.platform === 'win32') return ['explorer.exe'];
  const hasScreen = process.env['DISPLAY'] !== undefined || process.env['WAYLAND_DISPLAY'] !== undefined;
  return hasScreen ? ['xdg-open'] : undefined;
};

/** Shows the page where a person sits at this PC; elsewhere the printed link is enough. */
export function openInBrowser(url: string): void {
  const command = opener();
  if (command === undefined || !process.stdout.isTTY) return;
  const [program, ...args] = command;
  spawn(program, [...args, url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}
