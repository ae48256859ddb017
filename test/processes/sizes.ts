const sizeOf = (variable: string, short: number): number => Number(process.env[variable] ?? short)

/** The number of processes killed on each store. */
export const kills: number = sizeOf('CLIENTELE_KILLS', 6)

/** The minimum number of events appended under load on each store. */
export const eventsUnderLoad: number = sizeOf('CLIENTELE_FIRE_EVENTS', 5_000)

/** The number of restarts of each server under load. */
export const restarts: number = sizeOf('CLIENTELE_RESTARTS', 3)

/** The number of times the log of each store is restored under live processes. */
export const restores: number = sizeOf('CLIENTELE_PUT_BACKS', 1)

/** The number of customers of each process while one of them has a clock far ahead. */
export const customersOfClocks: number = sizeOf('CLIENTELE_CLOCKS', 4)

/** The number of network silences to each server. */
export const silences: number = sizeOf('CLIENTELE_SILENCES', 3)

/** The timeout of a proof in milliseconds, for the long form. */
export const timeout: number = 30 * 60_000

/** The seed of the random moments; `CLIENTELE_SEED` repeats a run. */
export const seed: number = sizeOf('CLIENTELE_SEED', Date.now() % 1_000_000)

/** Prints what was proved, and how often. */
export const report = (what: string): void => console.info(what)
