import type { ChainFault, ChainHead, ChainProblem, StreamName } from '@clientele/domain'
import type { EsdbRecorded } from '../client/client.js'
import { positionOf } from '../log/position.js'
import { hashOf, sealIn, sha256 } from '../log/seal.js'
import { isRegisterEvent, placeIn } from '../log/stored.js'
import { digitsNoted, type SealNote } from './notes.js'

/**
 * The last revision of a stream, and the hash of its last register event; `null`: unknown, since the walk began later.
 */
type StreamState = { readonly revision: number; readonly hash: string | null; readonly isSealed: boolean }

/** A walk through the log: the hash over all events so far, and the state of each stream. */
export type Walk = {
  readonly streams: Map<StreamName, StreamState>
  /** Whether it began at the first event, so that every stream is known completely. */
  readonly isWhole: boolean
  readonly notes: readonly SealNote[]
  /** The index of the note that covers the next event, and how many of the note's events were taken. */
  note: number
  noted: number
  head: ChainHead | null
  events: number
  hasSeals: boolean
  /** Whether events without a seal are accepted. */
  readonly allowsUnsealed: boolean
  /** The first digits of the last event's digest, and whether a note seals it. */
  lastDigest: string
  wasNoted: boolean
}

/** Starts a walk at the first event, or after a head. */
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

/** The fault of an event; `revision` is that of the missing event, if another one is missing. */
export const faultAt = (problem: ChainProblem, event: EsdbRecorded, revision = Number(event.revision)): ChainFault => ({
  problem,
  position: positionOf(placeIn(event)),
  stream: event.streamId,
  revision,
})

/** The note that covers the next event; `null` if none does. */
export const noteIn = ({ notes, note }: Walk): SealNote | null => notes[note] ?? null

const matchesNote = (walk: Walk, index: number): boolean =>
  noteIn(walk)?.digests.startsWith(walk.lastDigest, index * digitsNoted) === true

// If the event matches the digest after the expected one, the expected event was removed; else it was altered.
const problemOfNoted = (walk: Walk): ChainProblem => (matchesNote(walk, walk.noted + 1) ? 'removed' : 'altered')

const faultOfNote = (walk: Walk, event: EsdbRecorded): ChainFault | null => {
  if (!matchesNote(walk, walk.noted)) return faultAt(problemOfNoted(walk), event)
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

const faultOfSeal = (walk: Walk, event: EsdbRecorded, before: StreamState | undefined): ChainFault | null => {
  const seal = sealIn(event.metadata)
  if (seal === null) return faultOfUnsealed(walk, event)
  walk.hasSeals = true
  if (hashOf(seal.previous, event.streamId, event) !== seal.hash) return faultAt('altered', event)
  const expected = before === undefined && walk.isWhole ? '' : (before?.hash ?? seal.previous)
  return seal.previous === expected ? null : faultAt('removed', event)
}

const faultOfRevision = (walk: Walk, event: EsdbRecorded, before: StreamState | undefined): ChainFault | null => {
  if (before === undefined && !walk.isWhole) return null
  const next = (before?.revision ?? -1) + 1
  if (Number(event.revision) === next) return null
  return Number(event.revision) > next ? faultAt('removed', event, next) : faultAt('reordered', event)
}

const digestOf = ({ metadata, ...event }: EsdbRecorded): string =>
  sealIn(metadata)?.hash ?? hashOf('', event.streamId, { ...event, metadata })

/** Adds a register event to the head without checking it. */
export const add = (walk: Walk, event: EsdbRecorded): void => {
  const [position, digest] = [positionOf(placeIn(event)), digestOf(event)]
  walk.head = { position, hash: sha256(`${walk.head?.hash ?? ''} ${position} ${digest}`) }
  walk.lastDigest = digest.slice(0, digitsNoted)
  walk.events += 1
}

const noteStreamState = ({ streams }: Walk, event: EsdbRecorded, before: StreamState | undefined): void => {
  const revision = Number(event.revision)
  const seal = isRegisterEvent(event) ? sealIn(event.metadata) : null
  const hash = isRegisterEvent(event) ? (seal?.hash ?? '') : before === undefined ? null : before.hash
  streams.set(event.streamId, { revision, hash, isSealed: seal !== null || before?.isSealed === true })
}

/**
 * Takes the next event of the log; returns its fault, or `null`. Events of other programs only advance the revision.
 */
export const take = (walk: Walk, event: EsdbRecorded): ChainFault | null => {
  const before = walk.streams.get(event.streamId)
  if (!isRegisterEvent(event)) {
    noteStreamState(walk, event, before)
    return null
  }
  const fault = faultOfRevision(walk, event, before) ?? faultOfSeal(walk, event, before)
  if (fault !== null) return fault
  noteStreamState(walk, event, before)
  walk.wasNoted = noteIn(walk) !== null
  const head = walk.head
  add(walk, event)
  const noted = walk.wasNoted ? faultOfNote(walk, event) : null
  // After a fault the head stays at the last correct event.
  if (noted !== null) walk.head = head
  return noted
}
