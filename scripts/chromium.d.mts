/** Path of a Chromium, Chrome or Edge, or undefined. */
export declare function findChromium(env?: NodeJS.ProcessEnv, platform?: NodeJS.Platform): Promise<string | undefined>;
