const local =
  /^(localhost|127(\.\d+){3}|\[::1\]|10(\.\d+){3}|192\.168(\.\d+){2}|172\.(1[6-9]|2\d|3[01])(\.\d+){2}|[^.:]+|.+\.(local|lan|home\.arpa|internal))$/;

/** This PC, or one in the local network by its name or private address: there a key may travel unencrypted, where a person says so. */
export const isLocalHost = (hostname: string): boolean => local.test(hostname);
