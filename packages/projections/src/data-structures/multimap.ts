import { lowerBound } from './sorting.js'

/** Distinct numbers by key, ascending. A single number is stored without an array: most keys have one. */
export type Multimap<K> = Map<K, number | number[]>

/** The first index whose number is not smaller. */
const indexIn = (numbers: readonly number[], number: number): number => {
  if (number > (numbers.at(-1) ?? -1)) return numbers.length
  return lowerBound(numbers.length, (index) => (numbers[index] ?? 0) < number)
}

const insert = (numbers: number[], number: number): void => {
  const index = indexIn(numbers, number)
  if (index === numbers.length) numbers.push(number)
  else if (numbers[index] !== number) numbers.splice(index, 0, number)
}

/** Adds a number to a key, unless it has it. */
export const addTo = <K>(map: Multimap<K>, key: K, number: number): void => {
  const known = map.get(key)
  if (known === undefined) map.set(key, number)
  else if (typeof known !== 'number') insert(known, number)
  else if (known !== number) map.set(key, known < number ? [known, number] : [number, known])
}

/** Removes a number from a key, if it has it. */
export const removeFrom = <K>(map: Multimap<K>, key: K, number: number): void => {
  const known = map.get(key)
  if (known === number) map.delete(key)
  if (typeof known !== 'object') return
  const index = indexIn(known, number)
  if (known[index] === number) known.splice(index, 1)
  if (known.length === 0) map.delete(key)
}
