import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'

let started: ChildProcess | null = null

afterEach(() => {
  started?.kill('SIGKILL')
  started = null
})

/** Starts an example service and returns its address. */
const start = async (name: string): Promise<string> => {
  const file = fileURLToPath(new URL(`../examples/dist/back-office/${name}.js`, import.meta.url))
  const child = spawn(process.execPath, [file], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  started = child
  const [line] = await once(child.stdout, 'data')
  return String(line).trim().replace(/\/$/, '')
}

const form = (fields: Record<string, string>, cookie?: string): RequestInit => ({
  method: 'POST',
  body: new URLSearchParams(fields),
  redirect: 'manual',
  headers: cookie === undefined ? {} : { cookie },
})

test.each(['hono', 'express'])(
  'the back office is mounted beside the routes of a %s service, behind its login',
  async (name) => {
    const at = await start(name)
    expect(await (await fetch(`${at}/`)).text()).toContain('Log in')
    expect((await fetch(`${at}/crm/`)).status).toBe(401)
    expect((await fetch(`${at}/login`, form({ employee: 'nobody' }))).status).toBe(401)

    const login = await fetch(`${at}/login`, form({ employee: 'anna' }))
    expect(login.headers.get('location')).toBe('/crm/')
    const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? ''
    const page = await (await fetch(`${at}/crm/`, { headers: { cookie } })).text()
    expect(page).toContain('Acme Oy')
    expect(page).toContain('href="/crm/assets/office.css"')
    expect((await fetch(`${at}/crm/assets/htmx.js`, { headers: { cookie } })).status).toBe(200)

    const click = 'customer/acme/anna/true'
    const clicked = await fetch(`${at}/crm/responsibilities`, form({ cell: click, back: '/crm/' }, cookie))
    expect([clicked.status, clicked.headers.get('location')]).toEqual([303, '/crm/'])
    const matrix = await fetch(`${at}/crm/views/responsibilityMatrix`, { headers: { cookie } })
    expect(await matrix.json()).toMatchObject({ rows: [{ cells: { anna: { responsible: true } } }] })

    started?.kill('SIGTERM')
    if (started !== null) await once(started, 'exit')
  },
)
