/** A set of texts, or a map by text, in insertion order. */
type Entries = { readonly size: number; keys(): Iterable<string>; delete(key: string): boolean }

/** Deletes the oldest entry if there are more than `most`; returns whether it did. */
export const dropOldest = (kept: Entries, most: number): boolean => {
  const [oldest] = kept.size > most ? kept.keys() : []
  return oldest !== undefined && kept.delete(oldest)
}
