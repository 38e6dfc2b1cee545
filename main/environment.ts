export type Environment = Readonly<Record<string, string | undefined>>;

/** One that is set to nothing counts as not set. */
export const variableIn = (env: Environment, name: string): string | undefined => env[name] || undefined;
