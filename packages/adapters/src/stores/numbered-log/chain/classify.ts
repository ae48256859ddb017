import type { ChainFault, ChainProblem } from '@clientele/domain'
import type { Row } from '../recorded.js'
import type { Mismatch } from './compare.js'
import { digestOf, type Link } from './link.js'
import type { ChainSource } from './source.js'

// Which kind of change it is shows by what stands near; what was moved farther is told as altered or removed.
const lookAhead = 10_000

/** A sealed event: its digest, and what the chain says of its place. */
type Sealed = { readonly digest: string; readonly revision: number; readonly stream: string; readonly link: Link }

const sealedFrom = (line: string, link: Link): Sealed => {
  const [digest = '', revision = '', ...stream] = line.split(' ')
  return { digest, revision: Number(revision), stream: stream.join(' '), link }
}

const sealedIn = (link: Link, from: number): readonly Sealed[] =>
  link.events
    .split('\n')
    .slice(Math.max(0, from - link.first))
    .map((line) => sealedFrom(line, link))

const digestAs = (row: Row, { link }: Sealed): string => digestOf(row, link.recordedAt === null ? row.recordedAt : null)

/** What is there from the place of a mismatch on, and what should be. */
type Scene = { readonly rows: readonly Row[]; readonly sealed: readonly Sealed[] }

const kindOfPlace = (row: Row, expected: Sealed): ChainProblem =>
  row.revision !== expected.revision && row.stream === expected.stream ? 'reordered' : 'altered'

const isThere = (rows: readonly Row[], one: Sealed): boolean => rows.some((row) => digestAs(row, one) === one.digest)

const problemIn = ({ rows, sealed: [expected, ...later] }: Scene, position: number): ChainProblem => {
  const [row, ...laterRows] = rows
  if (expected === undefined) return 'chainAltered'
  if (row === undefined) return 'cut'
  if (row.position > position) return isThere(rows, expected) ? 'reordered' : 'removed'
  if (digestAs(row, expected) === expected.digest) return kindOfPlace(row, expected)
  const isLater = isThere(laterRows, expected)
  if (later.some((one) => digestAs(row, one) === one.digest)) return isLater ? 'reordered' : 'removed'
  return isLater ? 'inserted' : 'altered'
}

const faultIn = (scene: Scene, position: number): ChainFault => {
  const problem = problemIn(scene, position)
  const [there, sealed] = [scene.rows[0], scene.sealed[0]]
  const named = problem === 'inserted' ? there : (sealed ?? there)
  return {
    problem,
    position: String(position),
    stream: named?.stream ?? null,
    revision: named?.revision ?? null,
  }
}

/** Makes a fault of a mismatch by looking at what stands around it. */
export const classify = async (source: ChainSource, { position, link }: Mismatch): Promise<ChainFault> => {
  const rows = await source.rows(position - 1, lookAhead)
  if (link === null) {
    const row = rows[0]?.position === position ? rows[0] : undefined
    return {
      problem: 'chainAltered',
      position: String(position),
      stream: row?.stream ?? null,
      revision: row?.revision ?? null,
    }
  }
  const sealed = [...sealedIn(link, position)]
  for (const next of await source.links(link.first, lookAhead)) {
    if (sealed.length > lookAhead) break
    sealed.push(...sealedIn(next, position))
  }
  return faultIn({ rows, sealed }, position)
}
