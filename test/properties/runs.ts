/** How much more often than usual to try; `CLIENTELE_RUNS=10` tries ten times as often. */
const factor = Number(process.env.CLIENTELE_RUNS ?? 1)

/** A failure names its seed; `CLIENTELE_SEED` tries it again. */
const seed = process.env.CLIENTELE_SEED

/** How often a property is tried, and from which seed. */
export const runs = (usual: number): { readonly numRuns: number; readonly seed?: number } => ({
  numRuns: Math.max(1, Math.round(usual * factor)),
  ...(seed === undefined ? {} : { seed: Number(seed) }),
})
