import type { SnapshotChunk } from '@clientele/domain'
import type { Captured, EncodedEntry, Fold } from './fold.js'

/** States per chunk; the event loop runs between chunks. */
const chunkSize = 2_000

const headPart = 'projection '
const statesPart = 'states '

type Section = { readonly version: string; readonly count: number; readonly texts: string[] }

/** The sections of a snapshot by the name of the projection. */
export type Sections = ReadonlyMap<string, Section>

type Block = readonly EncodedEntry[]

function* blocksOf({ encoded }: Captured): Iterable<Block> {
  let block: EncodedEntry[] = []
  for (const entry of encoded()) {
    block.push(entry)
    if (block.length < chunkSize) continue
    yield block
    block = []
  }
  yield block
}

/** The text of the next block; `null` after the last one, or if a codec of the host throws. */
const nextText = (blocks: Iterator<Block>): string | null => {
  try {
    const next = blocks.next()
    return next.done === true ? null : JSON.stringify(next.value)
  } catch {
    return null
  }
}

/**
 * Captures the states of a fold and serializes them lazily. The first chunk contains their number, so that a section
 * cut short by a throwing codec is detected and ignored.
 */
export const chunksOfFold = ({ name, version, capture }: Fold): Iterable<SnapshotChunk> => {
  const captured = capture()
  return (function* () {
    yield { part: headPart + name, text: JSON.stringify([version, captured.count]) }
    const blocks = blocksOf(captured)[Symbol.iterator]()
    for (let text = nextText(blocks); text !== null; text = nextText(blocks)) yield { part: statesPart + name, text }
  })()
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const sectionFrom = (head: unknown): Section => {
  const [version, count]: readonly unknown[] = Array.isArray(head) ? head : []
  return { version: String(version), count: Number(count), texts: [] }
}

/** Finds the sections of projections in a snapshot. */
export const sectionsIn = (chunks: readonly SnapshotChunk[]): Sections => {
  const sections = new Map<string, Section>()
  for (const chunk of chunks) {
    if (chunk.part.startsWith(headPart)) sections.set(chunk.part.slice(headPart.length), sectionFrom(parse(chunk.text)))
    if (chunk.part.startsWith(statesPart)) sections.get(chunk.part.slice(statesPart.length))?.texts.push(chunk.text)
  }
  return sections
}

const isEntry = (value: unknown): value is EncodedEntry =>
  Array.isArray(value) && value.length === 2 && typeof value[0] === 'string'

const entriesIn = ({ texts, count }: Section): readonly EncodedEntry[] | null => {
  const entries: EncodedEntry[] = []
  for (const text of texts) {
    const block = parse(text)
    if (!Array.isArray(block) || !block.every(isEntry)) return null
    for (const entry of block) entries.push(entry)
  }
  return entries.length === count ? entries : null
}

/** The states of a fold in a snapshot; `null` if the section is missing, incomplete or of another version. */
export const entriesOf = (sections: Sections, { name, version }: Fold): readonly EncodedEntry[] | null => {
  const section = sections.get(name)
  return section === undefined || section.version !== version ? null : entriesIn(section)
}
