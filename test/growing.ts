/** Microseconds of this process that work takes: what runs beside it on a busy machine does not count. */
const costOf = (work: () => void): number => {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return user + system
}

/** How many times as much the second takes as the first: in turn, for the time of one includes the tidying of others. */
export const growthOf = (few: () => void, many: () => void): number => {
  const costs = [1, 2, 3, 4, 5].map(() => [costOf(few), costOf(many)] as const)
  return Math.min(...costs.map((cost) => cost[1])) / Math.min(...costs.map((cost) => cost[0]))
}
