/** The factor for the number of runs; `CLIENTELE_RUNS=10` runs ten times as often. */
const factor = Number(process.env.CLIENTELE_RUNS ?? 1)

/** The number of runs of a property. */
export const runs = (usual: number): { readonly numRuns: number } => ({
  numRuns: Math.max(1, Math.round(usual * factor)),
})
