/** Texts, or what is kept by them, in the order they were added. */
type Kept = { readonly size: number; keys(): Iterable<string>; delete(key: string): boolean }

/** Drops what was added first when there are more than `most`; returns whether it did. */
export const dropOldest = (kept: Kept, most: number): boolean => {
  const [oldest] = kept.size > most ? kept.keys() : []
  return oldest !== undefined && kept.delete(oldest)
}
