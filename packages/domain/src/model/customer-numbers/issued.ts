import { type GrowOnlyMap, growOnlyMap } from '../../kernel/values/grow-only.js'

/** The numbers that were ever reserved, each with the customer it was reserved for. */
export type IssuedNumbers = GrowOnlyMap<number, string>

export const noNumbers = (): IssuedNumbers => growOnlyMap()

/** From a taken number, where to look on; it holds for versions at least as large. */
type Jump = { readonly to: number; readonly size: number }

const jumpsByLine = new WeakMap<object, Map<number, Jump>>()

const jumpsOf = ({ line }: IssuedNumbers): Map<number, Jump> => {
  const known = jumpsByLine.get(line) ?? new Map<number, Jump>()
  jumpsByLine.set(line, known)
  return known
}

/** The smallest number from `start` on that was never reserved; cheap at any size, it remembers runs. */
export const nextFree = (issued: IssuedNumbers, start: number): number => {
  const jumps = jumpsOf(issued)
  const passed: number[] = []
  let number = start
  while (issued.has(number)) {
    passed.push(number)
    const jump = jumps.get(number)
    number = jump !== undefined && jump.size <= issued.size ? jump.to : number + 1
  }
  for (const taken of passed) jumps.set(taken, { to: number, size: issued.size })
  return number
}
