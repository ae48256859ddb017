import type { ChainFault, ChainHead, ChainProblem, StreamName } from '@clientele/domain'
import type { EsdbRecorded } from '../client/client.js'
import { positionOf } from '../log/position.js'
import { hashOf, sealIn, sha256 } from '../log/seal.js'
import { isOurs, placeIn } from '../log/stored.js'
import { digitsNoted, type SealNote } from './notes.js'

/** The last event of a stream, and the hash of the last one of ours; `null`: not known where the walk began. */
type Stand = { readonly revision: number; readonly hash: string | null; readonly isSealed: boolean }

/** A walk through the log: the hash over all events so far, and where each stream stands. */
export type Walk = {
  readonly streams: Map<StreamName, Stand>
  /** Whether it began at the first event, so that nothing of a stream is unknown. */
  readonly isWhole: boolean
  readonly notes: readonly SealNote[]
  /** The note whose events come next, and how many of them have come. */
  note: number
  noted: number
  head: ChainHead | null
  events: number
  hasSeals: boolean
  /** Whether events without a seal are taken for what they are. */
  readonly allowsUnsealed: boolean
  /** The beginning of the digest of the last event, and whether a note seals it. */
  lastDigest: string
  wasNoted: boolean
}

/** A walk from the first event, or from behind a head. */
export const createWalk = (notes: readonly SealNote[], from: ChainHead | null): Walk => ({
  streams: new Map(),
  isWhole: from === null,
  notes,
  note: from === null ? 0 : notes.findIndex(({ after }) => after === from.position),
  noted: 0,
  head: from,
  events: 0,
  hasSeals: from !== null,
  allowsUnsealed: false,
  lastDigest: '',
  wasNoted: false,
})

const faultAt = (problem: ChainProblem, event: EsdbRecorded, revision = Number(event.revision)): ChainFault => ({
  problem,
  position: positionOf(placeIn(event)),
  stream: event.streamId,
  revision,
})

/** The note whose turn it is; `null` when no note covers what comes next. */
export const noteIn = ({ notes, note }: Walk): SealNote | null => notes[note] ?? null

const isNoted = (walk: Walk, index: number): boolean =>
  noteIn(walk)?.digests.startsWith(walk.lastDigest, index * digitsNoted) === true

// What is not the next noted event is one of those after it, or none that was there.
const problemOfNoted = (walk: Walk): ChainProblem => (isNoted(walk, walk.noted + 1) ? 'removed' : 'altered')

const faultOfNote = (walk: Walk, event: EsdbRecorded): ChainFault | null => {
  if (!isNoted(walk, walk.noted)) return faultAt(problemOfNoted(walk), event)
  const note = noteIn(walk)
  walk.noted += 1
  if (note === null || walk.noted * digitsNoted < note.digests.length) return null
  walk.note += 1
  walk.noted = 0
  return walk.head?.position === note.upTo && walk.head.hash === note.hash ? null : faultAt('chainAltered', event)
}

const faultOfUnsealed = (walk: Walk, event: EsdbRecorded): ChainFault | null => {
  if (noteIn(walk) !== null || walk.allowsUnsealed) return null
  return faultAt(walk.hasSeals ? 'inserted' : 'unsealed', event)
}

const faultOfSeal = (walk: Walk, event: EsdbRecorded, before: Stand | undefined): ChainFault | null => {
  const seal = sealIn(event.metadata)
  if (seal === null) return faultOfUnsealed(walk, event)
  walk.hasSeals = true
  if (hashOf(seal.previous, event.streamId, event) !== seal.hash) return faultAt('altered', event)
  const expected = before === undefined && walk.isWhole ? '' : (before?.hash ?? seal.previous)
  return seal.previous === expected ? null : faultAt('removed', event)
}

const faultOfRevision = (walk: Walk, event: EsdbRecorded, before: Stand | undefined): ChainFault | null => {
  if (before === undefined && !walk.isWhole) return null
  const next = (before?.revision ?? -1) + 1
  if (Number(event.revision) === next) return null
  return Number(event.revision) > next ? faultAt('removed', event, next) : faultAt('reordered', event)
}

const digestOf = ({ metadata, ...event }: EsdbRecorded): string =>
  sealIn(metadata)?.hash ?? hashOf('', event.streamId, { ...event, metadata })

/** Adds an event of ours to the head, whatever is wrong with it. */
export const add = (walk: Walk, event: EsdbRecorded): void => {
  const [position, digest] = [positionOf(placeIn(event)), digestOf(event)]
  walk.head = { position, hash: sha256(`${walk.head?.hash ?? ''} ${position} ${digest}`) }
  walk.lastDigest = digest.slice(0, digitsNoted)
  walk.events += 1
}

const noteStand = ({ streams }: Walk, event: EsdbRecorded, before: Stand | undefined): void => {
  const revision = Number(event.revision)
  const seal = isOurs(event) ? sealIn(event.metadata) : null
  const hash = isOurs(event) ? (seal?.hash ?? '') : before === undefined ? null : before.hash
  streams.set(event.streamId, { revision, hash, isSealed: seal !== null || before?.isSealed === true })
}

/** Takes the next event of the log; what is wrong with it, or `null`. Events of others count for revisions alone. */
export const take = (walk: Walk, event: EsdbRecorded): ChainFault | null => {
  const before = walk.streams.get(event.streamId)
  if (!isOurs(event)) {
    noteStand(walk, event, before)
    return null
  }
  const fault = faultOfRevision(walk, event, before) ?? faultOfSeal(walk, event, before)
  if (fault !== null) return fault
  noteStand(walk, event, before)
  walk.wasNoted = noteIn(walk) !== null
  const head = walk.head
  add(walk, event)
  const noted = walk.wasNoted ? faultOfNote(walk, event) : null
  // The head is what was sound before.
  if (noted !== null) walk.head = head
  return noted
}
