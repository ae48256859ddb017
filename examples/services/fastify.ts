// A service on Fastify: commands, problem details, the matrix, histories, a rule, a projection and an outbox of its own.
// Here the actor comes from a header; a real service takes it from the session.
import { openClientele, problemDetails, projection, refusalOf } from '@clientele/clientele'
import * as rules from '@clientele/clientele/rules'
import { sqlite } from '@clientele/clientele/sqlite'
import Database from 'better-sqlite3'
import Fastify, { type FastifyReply, type FastifyRequest } from 'fastify'
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

const text = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined)

const problem = (request: FastifyRequest, reply: FastifyReply, refused: { readonly error: string }) => {
  const details = problemDetails(refused, { locale: request.headers['accept-language'] })
  reply.code(details.status).type('application/problem+json')
  return reply.send(details)
}

type AsOf = { Querystring: { asOf?: string } }
type OfId = { Params: { id: string } }
const app = Fastify()
app.setErrorHandler((error, request, reply) => {
  const refusal = refusalOf(error)
  if (refusal === null) throw error
  return problem(request, reply, refusal)
})

app.post('/commands', async (request, reply) => {
  const [by, commandId] = [text(request.headers['x-employee']), text(request.headers['idempotency-key'])]
  const outcome = await crm.executeUnknown(request.body, { by, commandId })
  return outcome._tag === 'Left' ? problem(request, reply, outcome.left) : outcome.right
})

app.get<AsOf>('/matrix', async ({ query }) => crm.views.responsibilityMatrix({ asOf: query.asOf ?? crm.today() }))

app.get<OfId>('/customers/:id/history', async (request, reply) => {
  const history = crm.views.customerHistory({ customerId: request.params.id })
  return history._tag === 'Left' ? problem(request, reply, history.left) : history.right
})

app.get<OfId>('/customers/:id/activity', async ({ params: { id } }) => crm.projections.activity.get(`customer-${id}`))

app.get('/health', async (_request, reply) => {
  const { isWell } = await crm.health()
  return reply.code(isWell ? 200 : 503).send({ isWell })
})

const address = await app.listen({ port: Number(process.env.PORT ?? 3000) })
console.log(`listening on ${address}`)

process.once('SIGTERM', async () => {
  await app.close()
  await crm.close()
  clearInterval(sending)
  send()
  database.close()
  console.log('stopped')
})
