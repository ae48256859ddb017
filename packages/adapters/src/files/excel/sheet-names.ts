const longestName = 31

const cleanName = (name: string): string =>
  name
    .replace(/[[\]:*?/\\\p{Cc}]+/gu, ' ')
    .replace(/^'+|'+$/g, '')
    .trim()

/** Creates a function that converts names to valid, unique sheet names of Excel. */
export const createSheetNames = (): ((name: string) => string) => {
  const usedNames = new Set(['', 'history'])
  return (name) => {
    const base = cleanName(name)
    for (let number = 1; ; number += 1) {
      const suffix = number === 1 ? '' : ` (${number})`
      const candidate = `${base.slice(0, longestName - suffix.length)}${suffix}`.trim()
      if (usedNames.has(candidate.toLowerCase())) continue
      usedNames.add(candidate.toLowerCase())
      return candidate
    }
  }
}
