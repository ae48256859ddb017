/** A lap of work; returns how many things it did. `prepare` runs before it, untimed. */
export type Lap = () => Promise<number> | number

/** Two ways to do the same, in alternating laps of one process, so that disturbances affect both. */
export type Contest = {
  readonly ours: Lap
  readonly floor: Lap
  readonly rounds?: number
  /** Whether warm-up laps were run already. */
  readonly isWarm?: boolean
}

export type Contested = {
  /** The median over the rounds of our speed divided by the floor's. */
  readonly ratio: number
  readonly spread: readonly [number, number]
  /** Things per second, medians. */
  readonly ours: number
  readonly floor: number
}

export const median = (values: readonly number[]): number => quantile(values, 0.5)

export const quantile = (values: readonly number[], share: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
}

/** The duration of some work in milliseconds. */
export const timeOf = async (work: () => unknown): Promise<number> => {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/**
 * Collects the young generation, so that it is not counted in what follows. A full collection would leave the caches
 * cold, and discards compiled code with the last object of its shape.
 */
export const collectYoung = (): void => {
  globalThis.gc?.({ type: 'minor' })
}

const speedOf = async (lap: Lap): Promise<number> => {
  collectYoung()
  const began = performance.now()
  const done = await lap()
  return (done * 1000) / (performance.now() - began)
}

/** Runs both in turn after a warm-up lap of each, alternating which comes first. */
export const contest = async ({ ours, floor, rounds = 5, isWarm = false }: Contest): Promise<Contested> => {
  for (const lap of isWarm ? [] : [ours, floor]) await speedOf(lap)
  const all: { readonly ours: number; readonly floor: number }[] = []
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) all.push({ ours: await speedOf(ours), floor: await speedOf(floor) })
    else {
      const first = await speedOf(floor)
      all.push({ ours: await speedOf(ours), floor: first })
    }
  }
  const ratios = all.map((one) => one.ours / one.floor)
  return {
    ratio: median(ratios),
    spread: [Math.min(...ratios), Math.max(...ratios)],
    ours: median(all.map((one) => one.ours)),
    floor: median(all.map((one) => one.floor)),
  }
}

export const perSecond = (value: number, what: string): string => `${Math.round(value).toLocaleString('en')} ${what}/s`

/** Runs something this many times, at most `together` at once. */
export const runConcurrently = async (
  count: number,
  together: number,
  one: () => Promise<unknown>,
): Promise<number> => {
  let begun = 0
  const worker = async (): Promise<void> => {
    while (begun < count) {
      begun += 1
      await one()
    }
  }
  await Promise.all(Array.from({ length: together }, worker))
  return count
}

/** A seeded sequence of whole numbers below a bound. */
export const numbers = (seed: number): ((below: number) => number) => {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** The exponent of cost by size: the slope of a line through the points in logarithms. */
export const exponentOf = (points: readonly (readonly [size: number, cost: number])[]): number => {
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)] as const)
  const mean = (of: 0 | 1): number => logs.reduce((sum, point) => sum + point[of], 0) / logs.length
  const [x, y] = [mean(0), mean(1)]
  const over = logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0)
  return over / logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0)
}
