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
  const existing = map.get(key)
  if (existing === undefined) map.set(key, number)
  else if (typeof existing !== 'number') insert(existing, number)
  else if (existing !== number) map.set(key, existing < number ? [existing, number] : [number, existing])
}

/** Removes a number from a key, if it has it. */
export const removeFrom = <K>(map: Multimap<K>, key: K, number: number): void => {
  const existing = map.get(key)
  if (existing === number) map.delete(key)
  if (typeof existing !== 'object') return
  const index = indexIn(existing, number)
  if (existing[index] === number) existing.splice(index, 1)
  if (existing.length === 0) map.delete(key)
}
