import type { Register } from '../register/register.js'
/** Caches the results of a lookup for the duration of one query. */
export const memoize = <T, Key extends string = string>(lookUp: (key: Key) => T): ((key: Key) => T) => {
  const cache = new Map<Key, T>()
  return (key) => {
    const before = cache.get(key)
    if (before !== undefined) return before
    const found = lookUp(key)
    cache.set(key, found)
    return found
  }
}

/** Returns the cached answer to a question; computes it once per register state. Answers are read-only. */
export type MemoizedUntilChange<T> = (register: Register, question: string, compute: () => T) => T

type State = Pick<Register, 'position' | 'generation'>

/**
 * The state of a register and of the register that access rights depend on: a register of the past does not change when
 * rights do.
 */
type Answers<T> = { readonly own: State; readonly rights: State; readonly cache: Map<string, T> }

const stateOf = ({ position, generation }: Register): State => ({ position, generation })

const isCurrent = ({ position, generation }: State, register: Register): boolean =>
  position === register.position && generation === register.generation

/**
 * Caches up to `maxCached` answers until the next event or `fill`, since lists, counts and pages repeat the same
 * questions.
 */
export const memoizeUntilChange = <T>(maxCached = 500): MemoizedUntilChange<T> => {
  const registers = new WeakMap<Register, Answers<T>>()

  const answersOf = (register: Register): Map<string, T> => {
    const answers = registers.get(register)
    const { rightsRegister } = register
    if (answers !== undefined && isCurrent(answers.own, register) && isCurrent(answers.rights, rightsRegister))
      if (answers.cache.size < maxCached) return answers.cache
    const cache = new Map<string, T>()
    registers.set(register, { own: stateOf(register), rights: stateOf(rightsRegister), cache })
    return cache
  }

  return (register, question, compute) => {
    const answers = answersOf(register)
    const cached = answers.get(question)
    if (cached !== undefined) return cached
    const answer = compute()
    answers.set(question, answer)
    return answer
  }
}
