/** The format of the text of a block in memory and in snapshots. Texts are ASCII. */
export type Packing = {
  pack(text: string): string
  /** Reverses `pack`. */
  unpack(packed: string): string
  /** The lines of a packed text with the given numbers, which must ascend and exist; the first line is 0. */
  lines(packed: string, numbers: readonly number[]): readonly string[]
}

/** Stores texts unchanged. */
export const asTexts: Packing = {
  pack: (text) => text,
  unpack: (text) => text,
  lines: (text, numbers) => {
    const all = text.split('\n')
    return numbers.map((number) => all[number] ?? '')
  },
}
