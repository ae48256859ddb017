/** No line or no link. */
export const none = -1

/** The lines of each subject as linked lists. */
export type Links = {
  /** Appends a link after `before` (`none` for the first of a subject) and returns its number. */
  add(line: number, before: number): number
  lineOf(link: number): number
  /** The previous link; `none` for the first. */
  before(link: number): number
  /** The number of links of the subject up to this one. */
  count(link: number): number
  /** The number of links of all subjects. */
  readonly size: number
  /** Whether it is the first link of its line. */
  isHome(link: number): boolean
}

const blockSize = 4_096

/** Links in typed arrays: 12 bytes each. */
type Block = { readonly lines: Uint32Array; readonly before: Int32Array; readonly counts: Uint32Array }

const emptyBlock = (): Block => ({
  lines: new Uint32Array(blockSize),
  before: new Int32Array(blockSize),
  counts: new Uint32Array(blockSize),
})

/** Creates empty lists. */
export const createLinks = (): Links => {
  const blocks: Block[] = []
  let size = 0

  const blockOf = (link: number): Block => {
    const index = Math.floor(link / blockSize)
    const existing = blocks[index]
    if (existing !== undefined) return existing
    const created = emptyBlock()
    blocks.push(created)
    return created
  }

  const lineOf = (link: number): number => blockOf(link).lines[link % blockSize] ?? none

  const count = (link: number): number => (link === none ? 0 : (blockOf(link).counts[link % blockSize] ?? 0))

  return {
    add: (line, before) => {
      const block = blockOf(size)
      const at = size % blockSize
      block.lines[at] = line
      block.before[at] = before
      block.counts[at] = count(before) + 1
      size += 1
      return size - 1
    },
    lineOf,
    get size() {
      return size
    },
    before: (link) => blockOf(link).before[link % blockSize] ?? none,
    count,
    isHome: (link) => link === 0 || lineOf(link - 1) !== lineOf(link),
  }
}

/** The links up to one, oldest first. */
export const linksUpTo = (links: Links, last: number): Uint32Array => {
  const numbers = new Uint32Array(links.count(last))
  let link = last
  for (let at = numbers.length - 1; at >= 0; at -= 1) {
    numbers[at] = link
    link = links.before(link)
  }
  return numbers
}
