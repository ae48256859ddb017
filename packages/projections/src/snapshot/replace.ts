import type { History, Past } from '../history/history.js'
import { replaceProjections } from '../host/differences.js'
import type { Projections } from '../projections.js'
import type { LazyContents, Table } from '../tables/table.js'
import { historyChunks } from './lines.js'
import { tableChunks } from './tables.js'

const contentsOf = (table: Table<object, string>): LazyContents<object> => ({
  get chunks() {
    return [...tableChunks(table)]
  },
  blocks: () => [table.contents()],
})

const pastOf = (history: History): Past => ({
  get chunks() {
    return [...historyChunks(history.contents())]
  },
  backwards: history.backwards,
  subjects: function* () {
    for (const [subject, count] of history.counts()) {
      const kind = history
        .kindsOf(subject.slice(subject.indexOf('\t') + 1))
        .find((one) => subject.startsWith(`${one}\t`))
      if (kind !== undefined) yield { kind, id: subject.slice(kind.length + 1), count }
    }
  },
  kindsOf: history.kindsOf,
  events: () => history.log().records(),
  entryAt: (event) => history.log().entryAt(event),
})

/** Replaces the contents of projections with those of others, which must not be used afterwards. */
export const replace = (projections: Projections, others: Projections): void => {
  const { mark, register, history, journal } = others
  if (mark === null) return
  const { position, lastRecorded } = register
  const tables = Object.values(register.tables).map(
    (table: Table<object, string>) => [table.name, contentsOf(table)] as const,
  )
  const contents = { position, lastRecorded, tables: new Map(tables) }
  projections.fill({ mark, register: contents, past: pastOf(history), journal: [...journal.chunks()] })
  replaceProjections(projections.host, others.host)
}
