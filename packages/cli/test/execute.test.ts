import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, desk } from './running.js'

let at: Desk

beforeEach(async () => {
  at = await desk()
})

afterEach(() => at.remove())

const register = (customerId: string, name: string): string =>
  JSON.stringify({ type: 'RegisterCustomer', data: { customerId, kind: 'company', name } })

const answers = (out: string): readonly { ok: boolean; events?: readonly unknown[]; error?: unknown }[] =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('execute', () => {
  it('answers each line in order and creates the store', async () => {
    const { code, out, err } = await at.run('execute', { input: `${register('a', 'Acme')}\n${register('b', 'Bolt')}` })
    expect(err).toBe('')
    expect(code).toBe(0)
    expect(answers(out)).toMatchObject([
      { ok: true, events: [{ stream: 'customer-a', revision: 0, type: 'CustomerRegistered' }] },
      { ok: true, events: [{ stream: 'customer-b', revision: 0, type: 'CustomerRegistered' }] },
    ])
    expect(existsSync(join(at.directory, 'clientele.db'))).toBe(true)
  })

  it('answers an invalid line too, continues, and exits with 1', async () => {
    const input = `${register('a', 'Acme')}\n{"type":\n\n[]\n${register('a', 'Acme')}\n${register('b', 'Bolt')}\n`
    const { code, out, err } = await at.run('execute --json', { input })
    expect(code).toBe(1)
    expect(answers(out)).toMatchObject([
      { ok: true },
      { ok: false, error: { error: 'MalformedJson', line: 2 } },
      { ok: false, error: { error: 'MalformedCommand' } },
      { ok: false, error: { error: 'CustomerAlreadyRegistered' } },
      { ok: true },
    ])
    expect(err).toContain('Refused: 3 of 5')
  })

  it('refuses a line that is not UTF-8 instead of changing a name', async () => {
    const { readableOf } = await import('./readable.js')
    const line = Buffer.concat([Buffer.from('{"type":"'), Buffer.from([0xff]), Buffer.from('"}\n')])
    const { code, out } = await at.run('execute', { input: readableOf([line.subarray(0, 5), line.subarray(5)]) })
    expect([code, answers(out)]).toEqual([1, [{ ok: false, error: { error: 'MalformedJson', line: 1 } }]])
  })

  it('reads a file; by and today of a line take precedence over the options', async () => {
    await writeFile(
      join(at.directory, 'commands.ndjson'),
      `${register('a', 'Acme')}\n${JSON.stringify({ ...JSON.parse(register('b', 'Bolt')), by: 'bert' })}\n`,
    )
    expect((await at.run('execute commands.ndjson --by anna')).code).toBe(0)
    const { out } = await at.run('events')
    expect(answers(out)).toMatchObject([{ metadata: { by: 'anna' } }, { metadata: { by: 'bert' } }])
  })

  it('reports a missing file', async () => {
    const { code, out, err } = await at.run('execute nothing.ndjson')
    expect([code, out]).toEqual([1, ''])
    expect(err).toContain('cannot be read (ENOENT)')
  })

  it('appends nothing for a repeated command id', async () => {
    const input = JSON.stringify({ ...JSON.parse(register('a', 'Acme')), commandId: 'once' })
    const [first, second] = [await at.run('execute', { input }), await at.run('execute', { input })]
    expect(second.out).toBe(first.out)
  })

  it('stops between two commands when aborted, keeping earlier results', async () => {
    const stopping = new AbortController()
    const { readableOf } = await import('./readable.js')
    const input = readableOf(
      (function* () {
        yield Buffer.from(`${register('a', 'Acme')}\n`)
        stopping.abort()
        yield Buffer.from(`${register('b', 'Bolt')}\n`)
      })(),
    )
    const { code, err } = await at.run('execute', { input, signal: stopping.signal })
    expect(code).toBe(1)
    expect(err).toContain('Stopped after')
  })
})
