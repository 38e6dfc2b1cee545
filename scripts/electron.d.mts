/** Electron's binary, or why it is not to be started, as a sentence. */
export declare function findElectron(
  env?: NodeJS.ProcessEnv,
  here?: {
    readonly platform?: NodeJS.Platform;
    readonly uid?: number | undefined;
    readonly dist?: string;
  },
): { readonly binary: string; readonly why?: undefined } | { readonly binary?: undefined; readonly why: string };
