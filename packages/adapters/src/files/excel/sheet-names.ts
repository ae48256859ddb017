const longestName = 31

const cleaned = (name: string): string =>
  name
    .replace(/[[\]:*?/\\\p{Cc}]+/gu, ' ')
    .replace(/^'+|'+$/g, '')
    .trim()

/** Names Excel accepts for sheets: short, none of its own, each another than those given before. */
export const sheetNames = (): ((name: string) => string) => {
  const given = new Set(['', 'history'])
  return (name) => {
    const base = cleaned(name)
    for (let number = 1; ; number += 1) {
      const suffix = number === 1 ? '' : ` (${number})`
      const candidate = `${base.slice(0, longestName - suffix.length)}${suffix}`.trim()
      if (given.has(candidate.toLowerCase())) continue
      given.add(candidate.toLowerCase())
      return candidate
    }
  }
}
