// The back office and its API beside the routes of a service on Express, behind the login of the service.
import { openClientele } from '@clientele/clientele'
import { memory } from '@clientele/clientele/memory'
import { clienteleHttp } from '@clientele/http'
import { getRequestListener } from '@hono/node-server'
import express from 'express'
import { register } from './register.js'
import { actorOf, logIn } from './sessions.js'

const crm = await openClientele({ store: memory() })
await register(crm)
const http = clienteleHttp({ crm, base: '/crm', who: actorOf, onError: (error) => console.error(error) })
const handle = getRequestListener(http.fetch)

const app = express()
// Must come before body parsers: the handler reads the body of the request itself.
app.all(['/crm', '/crm/*path'], (request, response) => void handle(request, response))
app.get('/', (_, response) => {
  response.send(`<form method="post" action="/login"><input name="employee"><button>Log in</button></form>`)
})
app.post('/login', express.urlencoded({ extended: false }), ({ body }, response) => {
  const employee = String(body?.employee)
  if (crm.register.tables.employees.get(employee) === undefined) return void response.sendStatus(401)
  response.cookie('session', logIn(employee), { httpOnly: true, sameSite: 'lax' }).redirect('/crm/')
})

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
  const address = server.address()
  console.log(`http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/`)
})
process.once('SIGTERM', () => {
  http.close()
  server.close(() => void crm.close())
})
