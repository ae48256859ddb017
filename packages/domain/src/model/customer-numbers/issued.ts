import { type GrowOnlyMap, growOnlyMap } from '../../kernel/values/grow-only.js'

/** All numbers ever reserved, each with its customer. */
export type IssuedNumbers = GrowOnlyMap<number, string>

export const noNumbers = (): IssuedNumbers => growOnlyMap()

/** Where to continue the search from a taken number; valid for versions of at least this size. */
type Jump = { readonly to: number; readonly size: number }

const jumpsByLine = new WeakMap<object, Map<number, Jump>>()

const jumpsOf = ({ line }: IssuedNumbers): Map<number, Jump> => {
  const known = jumpsByLine.get(line) ?? new Map<number, Jump>()
  jumpsByLine.set(line, known)
  return known
}

/**
 * Returns the smallest number from `start` that was never reserved; skips known runs, so that it is fast at any size.
 */
export const nextFreeNumber = (issued: IssuedNumbers, start: number): number => {
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
