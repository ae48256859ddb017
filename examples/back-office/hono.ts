// The back office and its API beside the routes of a service on Hono, behind the login of the service.
import { openClientele } from '@clientele/clientele'
import { memory } from '@clientele/clientele/memory'
import { clienteleHttp } from '@clientele/http'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { setCookie } from 'hono/cookie'
import { register } from './register.js'
import { actorOf, logIn } from './sessions.js'

const crm = await openClientele({ store: memory() })
await register(crm)
const http = clienteleHttp({ crm, base: '/crm', who: actorOf, onError: (error) => console.error(error) })

const app = new Hono()
app.get('/', (c) => c.html(`<form method="post" action="/login"><input name="employee"><button>Log in</button></form>`))
app.post('/login', async (c) => {
  const { employee } = await c.req.parseBody()
  if (typeof employee !== 'string' || crm.register.tables.employees.get(employee) === undefined) return c.text('?', 401)
  setCookie(c, 'session', logIn(employee), { httpOnly: true, sameSite: 'Lax' })
  return c.redirect('/crm/')
})
app.all('/crm/*', (c) => http.fetch(c.req.raw))

const server = serve({ fetch: app.fetch, hostname: '127.0.0.1', port: Number(process.env.PORT ?? 3000) }, ({ port }) =>
  console.log(`http://127.0.0.1:${port}/`),
)
process.once('SIGTERM', () => {
  http.close()
  server.close(() => void crm.close())
})
