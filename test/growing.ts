/** The processor time of some work in microseconds, so that other processes do not count. */
const costOf = (work: () => void): number => {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return user + system
}

/** How much longer the second takes than the first, alternating, because one pays for the garbage of the other. */
export const growthOf = (few: () => void, many: () => void): number => {
  const costs = [1, 2, 3, 4, 5].map(() => [costOf(few), costOf(many)] as const)
  return Math.min(...costs.map((cost) => cost[1])) / Math.min(...costs.map((cost) => cost[0]))
}
