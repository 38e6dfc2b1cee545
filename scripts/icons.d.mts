export declare function trayFiles(
  drawings: readonly string[],
): readonly { readonly name: string; readonly drawing: string; readonly width: number }[];
