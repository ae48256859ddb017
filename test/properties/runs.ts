/** The factor for the number of runs; `CLIENTELE_RUNS=10` runs ten times as often. */
const factor = Number(process.env.CLIENTELE_RUNS ?? 1)

/** A failure prints its seed; `CLIENTELE_SEED` repeats it. */
const seed = process.env.CLIENTELE_SEED

/** The number of runs of a property, and its seed. */
export const runs = (usual: number): { readonly numRuns: number; readonly seed?: number } => ({
  numRuns: Math.max(1, Math.round(usual * factor)),
  ...(seed === undefined ? {} : { seed: Number(seed) }),
})
