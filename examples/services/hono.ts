// A service on Hono: commands, problem details, the matrix, histories, a rule, a projection and an outbox of its own.
// Here the actor comes from a header; a real service takes it from the session.

import { openClientele, problemDetails, projection, refusalOf } from '@clientele/clientele'
import * as rules from '@clientele/clientele/rules'
import { sqlite } from '@clientele/clientele/sqlite'
import { type ServerType, serve } from '@hono/node-server'
import Database from 'better-sqlite3'
import { type Context, Hono } from 'hono'
import * as t from 'io-ts'

const TooManyCustomers = rules.rejection('TooManyCustomers', { employeeId: 'text' })

// No employee is responsible for more than three customers, whichever command would assign them.
const atMostThreeCustomers = rules.guard({
  name: 'atMostThreeCustomers',
  rejections: { TooManyCustomers },
  events: [rules.ResponsibleAssigned],
  reads: rules
    .guardReads(({ change }) => {
      const keys = change.eventsOf(rules.ResponsibleAssigned).map(({ data }) => data.employeeId)
      return { subjects: { index: rules.subjectsOfEmployee, keys } }
    })
    .also(({ after }) => ({
      customers: after.subjects.filter((stream) => stream.startsWith('customer-')).map(rules.customerOfStream),
    })),
  unless: ({ change, after }) => {
    const responsibleIds = [...after.customers.values()].flatMap(({ mergedInto, responsibilities }) => {
      const current = responsibilities.assignments.filter((one) => !rules.endsBy(one, change.meta.today))
      return mergedInto === null ? [...new Set(current.map(({ employeeId }) => employeeId))] : []
    })
    const countOf = (employeeId: string): number => responsibleIds.filter((one) => one === employeeId).length
    const tooMany = change.eventsOf(rules.ResponsibleAssigned).find(({ data }) => countOf(data.employeeId) > 3)
    return tooMany === undefined ? null : TooManyCustomers({ employeeId: tooMany.data.employeeId })
  },
})

// Counts the events of each customer.
const activity = projection({
  version: 1,
  initial: { events: 0, last: '' },
  keysOf: ({ stream }) => (stream.startsWith('customer-') ? stream : null),
  apply: (state, event) => ({ events: state.events + 1, last: event.recordedAt }),
  codec: t.type({ events: t.number, last: t.string }),
})

const file = process.env.DATABASE ?? 'crm.db'

const crm = await openClientele({
  store: sqlite({ file }),
  guards: [atMostThreeCustomers],
  projections: { activity },
  writes: {
    sqlite: ({ run }, events) => {
      for (const { id, type, stream } of events)
        run('insert into outbox (id, message) values (?, ?)', id, JSON.stringify({ type, stream }))
    },
  },
})

const database = new Database(file)
database.exec('create table if not exists outbox (nr integer primary key, id text unique, message text) strict')
const selectUnsent = database.prepare<[], { nr: number; message: string }>('select * from outbox limit 100')
const deleteSent = database.prepare<[number]>('delete from outbox where nr = ?')

const send = (): void => {
  for (const { nr, message } of selectUnsent.all()) {
    console.log(`sent ${message}`)
    deleteSent.run(nr)
  }
}
const sending = setInterval(send, 200)

const problem = (c: Context, refused: { readonly error: string }): Response => {
  const details = problemDetails(refused, { locale: c.req.header('accept-language') })
  return Response.json(details, { status: details.status, headers: { 'content-type': 'application/problem+json' } })
}

const app = new Hono()
app.onError((error, c) => {
  const refusal = refusalOf(error)
  if (refusal === null) throw error
  return problem(c, refusal)
})

app.post('/commands', async (c) => {
  const body: unknown = await c.req.json().catch(() => null)
  const [by, commandId] = [c.req.header('x-employee'), c.req.header('idempotency-key')]
  const outcome = await crm.executeUnknown(body, { by, commandId, signal: c.req.raw.signal })
  return outcome._tag === 'Left' ? problem(c, outcome.left) : c.json(outcome.right)
})

app.get('/matrix', (c) => c.json(crm.views.responsibilityMatrix({ asOf: c.req.query('asOf') ?? crm.today() })))

app.get('/customers/:id/history', (c) => {
  const history = crm.views.customerHistory({ customerId: c.req.param('id') })
  return history._tag === 'Left' ? problem(c, history.left) : c.json(history.right)
})

app.get('/customers/:id/activity', (c) => c.json(crm.projections.activity.get(`customer-${c.req.param('id')}`)))

app.get('/health', async (c) => {
  const health = await crm.health()
  return c.json({ isWell: health.isWell }, health.isWell ? 200 : 503)
})

const server: ServerType = serve({ fetch: app.fetch, port: Number(process.env.PORT ?? 3000) }, ({ port }) =>
  console.log(`listening on http://127.0.0.1:${port}`),
)

process.once('SIGTERM', async () => {
  await new Promise((resolve) => server.close(resolve))
  await crm.close()
  clearInterval(sending)
  send()
  database.close()
  console.log('stopped')
})
