const standIns = ['electron', 'electron-updater'];

export const resolve = (specifier, context, next) =>
  standIns.includes(specifier)
    ? { url: new URL(`./${specifier}.mjs`, import.meta.url).href, shortCircuit: true }
    : next(specifier, context);
