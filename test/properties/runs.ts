/** How much more often than usual to try; `CLIENTELE_RUNS=10` tries ten times as often. */
const factor = Number(process.env.CLIENTELE_RUNS ?? 1)

/** How often a property is tried. */
export const runs = (usual: number): { readonly numRuns: number } => ({
  numRuns: Math.max(1, Math.round(usual * factor)),
})
