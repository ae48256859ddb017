const sizeOf = (variable: string, short: number): number => Number(process.env[variable] ?? short)

/** How many processes are killed on each store. */
export const kills: number = sizeOf('CLIENTELE_KILLS', 6)

/** How many events, at the least, are appended under fire on each store. */
export const eventsUnderFire: number = sizeOf('CLIENTELE_FIRE_EVENTS', 5_000)

/** How often a server is restarted under load. */
export const restarts: number = sizeOf('CLIENTELE_RESTARTS', 3)

/** How often the log of each store is put back under live processes. */
export const putBacks: number = sizeOf('CLIENTELE_PUT_BACKS', 1)

/** How many customers each process is about while one of them has a clock far ahead. */
export const customersOfClocks: number = sizeOf('CLIENTELE_CLOCKS', 4)

/** How often the network to each server goes silent. */
export const silences: number = sizeOf('CLIENTELE_SILENCES', 3)

/** How long a proof may take, in milliseconds: as long as the long form needs. */
export const timeout: number = 30 * 60_000

/** What random moments are taken from; `CLIENTELE_SEED` takes the same again. */
export const seed: number = sizeOf('CLIENTELE_SEED', Date.now() % 1_000_000)

/** Says what was proved, and how much of it. */
export const tell = (what: string): void => console.info(what)
