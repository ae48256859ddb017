import { distance } from 'fastest-levenshtein'
import { harmlessText, kindOf, type Problem, pathTo } from './problem.js'

// Matches typing errors and differences in case.
const isNear = (name: string, known: string): boolean => {
  const [one, other] = [name.toLowerCase(), known.toLowerCase()]
  const most = known.length < 4 ? 1 : Math.max(2, Math.floor(known.length / 3))
  return distance(one, other) <= most
}

/** Returns the known name most similar to a misspelt one; `null` if none is similar. */
export const nearestOf = (name: string, known: Iterable<string>): string | null => {
  let nearest: string | null = null
  let least = Number.POSITIVE_INFINITY
  for (const one of known) {
    const far = distance(name.toLowerCase(), one.toLowerCase())
    if (far < least && isNear(name, one)) [nearest, least] = [one, far]
  }
  return nearest
}

/** Returns the problem of an unknown field. */
export const unknownField = (path: string, name: string, known: Iterable<string>, value: unknown): Problem => {
  const nearest = nearestOf(name, known)
  const expected = nearest === null ? 'no such field' : `no such field; did you mean ${nearest}?`
  return { path: pathTo(path, harmlessText(name)), expected, actual: kindOf(value) }
}
