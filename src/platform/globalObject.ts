/**
 * Stands for `globalThis` in the mini-program, where iPhones with an older WeChat have none ("Can't find variable:
 * globalThis") and Immer reads it unguarded at start. Provided as a free identifier by the bundler (config/index.ts).
 */
export const globalObject: Record<string, unknown> = {}
