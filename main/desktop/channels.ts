/** The wire between window and agent: the preload is bundled with this file, the main side imports it. */
export const channels = {
  /** Asks: name and list of arguments; answered by a Reply. */
  request: 'counterfoil:request',
  /** Wants the snapshot now and every change from then on. */
  listen: 'counterfoil:listen',
  /** Told: the snapshot. */
  snapshot: 'counterfoil:snapshot',
} as const;
