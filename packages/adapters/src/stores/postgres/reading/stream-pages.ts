import type { StreamName } from '@clientele/domain'
import { yieldToEventLoop } from '#platform'
import { type Page, pageOfStreamRows } from '../../numbered-log/reading.js'
import { plainArray, textArray } from '../arrays.js'
import type { Connections, Texts } from '../connections/connections.js'
import { columns, rowFrom } from '../rows.js'

type Request = { readonly stream: StreamName; readonly cursor: number; readonly limit: number }

type Waiting = {
  readonly request: Request
  readonly resolve: (page: Page) => void
  readonly reject: (error: unknown) => void
}

const queryOn = (schema: string): string => `select r.name, x.*, r.nr
  from unnest($1::text[], $2::bigint[], $3::bigint[]) with ordinality as r (name, cursor, most, nr)
  cross join lateral (
    select ${columns} from ${schema}.events e
    where e.stream = (select s.key from ${schema}.streams s where s.name = r.name) and e.revision > r.cursor
    order by e.revision limit r.most
  ) x
  order by r.nr, x.revision`

const groupByRequest = (found: readonly Texts[]): ReadonlyMap<number, readonly Texts[]> => {
  const groups = new Map<number, Texts[]>()
  for (const row of found) {
    const number = Number(row.at(-1))
    const group = groups.get(number)
    if (group === undefined) groups.set(number, [row])
    else group.push(row)
  }
  return groups
}

const pageFrom = (found: readonly Texts[], { cursor, limit: most }: Request): Page =>
  pageOfStreamRows(found.map(rowFrom), cursor, found.length === most)

// An unreadable event in one stream rejects only the request for that stream.
const resolveRequest = ({ request, resolve, reject }: Waiting, found: readonly Texts[]): void => {
  try {
    resolve(pageFrom(found, request))
  } catch (error) {
    reject(error)
  }
}

const maxRequests = 64

/** Reads pages of streams; requests made at the same time share one round trip. */
export const streamPages = ({ ask }: Connections, schema: string): ((request: Request) => Promise<Page>) => {
  const text = queryOn(schema)
  let waiting: Waiting[] = []
  const resolveAll = async (group: readonly Waiting[]): Promise<void> => {
    const requests = group.map(({ request }) => request)
    const values = [
      textArray(requests.map(({ stream }) => stream)),
      plainArray(requests.map(({ cursor }) => cursor)),
      plainArray(requests.map(({ limit: most }) => most)),
    ]
    const found = groupByRequest(await ask({ isPrepared: true, text, values }))
    for (const [index, waitingRequest] of group.entries()) resolveRequest(waitingRequest, found.get(index + 1) ?? [])
  }
  const flush = async (group: readonly Waiting[]): Promise<void> => {
    await yieldToEventLoop()
    if (waiting === group) waiting = []
    await resolveAll(group).catch((error: unknown) => {
      for (const { reject } of group) reject(error)
    })
  }
  return (request) =>
    new Promise((resolve, reject) => {
      if (waiting.length === maxRequests) waiting = []
      waiting.push({ request, resolve, reject })
      if (waiting.length === 1) void flush(waiting)
    })
}
