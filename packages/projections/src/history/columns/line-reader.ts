import { grow } from '../../data-structures/growable-array.js'
import { type Links, none } from './links.js'

/** A line with the keys of its subjects, first the subject of the event. */
export type LinkedLine = { readonly line: number; readonly subjects: readonly string[] }

/** Creates a reader of lines in order. Each call reads the lines linked since the last call. */
export const createLineReader = (links: Links, lasts: ReadonlyMap<string, number>): (() => Iterable<LinkedLine>) => {
  // Subjects are numbered in the order of their first links, which is the order of `lasts`.
  const newKeys = lasts.keys()
  const keys: string[] = []
  let subjects = new Uint32Array(0)
  let next = 0

  const subjectOf = (link: number): number => {
    const before = links.before(link)
    if (before !== none) return subjects[before] ?? 0
    return keys.push(newKeys.next().value ?? '') - 1
  }

  const keyOf = (link: number): string => {
    const subject = subjectOf(link)
    subjects[link] = subject
    return keys[subject] ?? ''
  }

  return function* () {
    if (links.size > subjects.length) subjects = grow(subjects, links.size, Uint32Array)
    while (next < links.size) {
      const line = links.lineOf(next)
      const own: string[] = []
      for (; next < links.size && links.lineOf(next) === line; next += 1) own.push(keyOf(next))
      yield { line, subjects: own }
    }
  }
}
