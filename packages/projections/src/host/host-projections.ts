import { ignoreHostErrors, type OnHostError, type SnapshotChunk } from '@clientele/domain'
import { freezeDeep } from '../data-structures/freeze-deep.js'
import { chunksOfFold, entriesOf, sectionsIn } from './chunks.js'
import type { HostColumns } from './columns.js'
import type { Fold, LogEvent } from './fold.js'
import type { ProjectionsByName } from './projection.js'
import type { ProjectionReader } from './reader.js'
import type { ProjectionStopped } from './stopped.js'

/** The projections of a host, updated together with the views. */
export type HostProjections = {
  readonly folds: readonly Fold[]
  /** The readers of `crm.projections`, by name. */
  readonly readers: { readonly [name: string]: ProjectionReader<unknown> }
  readonly columns: HostColumns
  /** Applies events in order. A projection that an event stops is reported to `onStopped`; the others continue. */
  applyAll(events: Iterable<LogEvent>): void
  /** The same for the projections that `load` did not find; they are behind the views until `caughtUp`. */
  applyToBehind(events: Iterable<LogEvent>): void
  /** The projections that are behind the views. */
  behind(): readonly string[]
  caughtUp(): void
  /** One section per projection that has not stopped, serialized lazily; later events do not affect it. */
  chunks(): Iterable<SnapshotChunk>
  /** Loads the sections of a snapshot that have the same version and decode; the other projections are behind. */
  load(chunks: readonly SnapshotChunk[]): void
  /** Creates the same projections, empty. */
  createEmpty(): HostProjections
}

/** Creates the projections of a host, empty. */
export const createHostProjections = (
  definitions: ProjectionsByName = {},
  onStopped: (failure: ProjectionStopped) => void = () => undefined,
  onHostError: OnHostError = ignoreHostErrors,
): HostProjections => {
  const folds = Object.entries(definitions).map(([name, definition]) => definition.begin(name, onHostError))
  let behind: readonly Fold[] = []

  const applyTo = (some: readonly Fold[], event: LogEvent): void => {
    // Frozen, so that the host cannot change it for the views or other projections.
    freezeDeep(event.data)
    Object.freeze(event)
    for (const fold of some) {
      if (fold.stoppedBy !== null) continue
      const failure = fold.apply(event)
      if (failure !== null) onStopped(failure)
    }
  }

  const applyAllTo = (some: readonly Fold[], events: Iterable<LogEvent>): void => {
    if (some.length > 0) for (const event of events) applyTo(some, event)
  }

  return {
    folds,
    readers: Object.freeze(Object.fromEntries(folds.map(({ name, reader }) => [name, reader]))),
    columns: new Map(folds.flatMap(({ columns }) => columns)),
    applyAll: (events) => applyAllTo(folds, events),
    applyToBehind: (events) => applyAllTo(behind, events),
    behind: () => behind.map(({ name }) => name),
    caughtUp: () => {
      behind = []
    },
    chunks: () => {
      const sections = folds.filter(({ stoppedBy }) => stoppedBy === null).map(chunksOfFold)
      return (function* () {
        for (const section of sections) yield* section
      })()
    },
    load: (chunks) => {
      const sections = sectionsIn(chunks)
      behind = folds.filter((fold) => {
        const entries = entriesOf(sections, fold)
        return entries === null || !fold.fill(entries)
      })
    },
    createEmpty: () => createHostProjections(definitions, undefined, onHostError),
  }
}
