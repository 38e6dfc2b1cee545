/** Runs a program of the system. @returns what it prints; rejects where it is missing, fails or takes long */
export type Ask = (program: string, args: readonly string[]) => Promise<string>;

const windowsScript =
  '[Windows.Networking.Connectivity.NetworkInformation,Windows.Networking.Connectivity,ContentType=WindowsRuntime]' +
  '::GetInternetConnectionProfile().GetConnectionCost().NetworkCostType';

/**
 * Whether the system counts the network as paid by volume. macOS tells programs of no such thing, and where a system does not
 * answer the network counts as free: the setting `updates.metered` corrects either mistake.
 */
export async function isMetered(platform: NodeJS.Platform, ask: Ask): Promise<boolean> {
  try {
    if (platform === 'win32') {
      const cost = await ask('powershell.exe', ['-NoProfile', '-NonInteractive', '-Command', windowsScript]);
      return ['Fixed', 'Variable'].includes(cost.trim());
    }
    // One line a device: yes, no, either of them guessed, or unknown.
    return platform === 'linux' && /^yes\b/m.test(await ask('nmcli', ['-g', 'GENERAL.METERED', 'device', 'show']));
  } catch {
    return false;
  }
}
