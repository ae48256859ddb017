/** Looks things up by their keys, each once: for a question that comes by the same ones again and again. */
export const memoize = <T>(lookUp: (key: string) => T): ((key: string) => T) => {
  const known = new Map<string, T>()
  return (key) => {
    const before = known.get(key)
    if (before !== undefined) return before
    const found = lookUp(key)
    known.set(key, found)
    return found
  }
}
