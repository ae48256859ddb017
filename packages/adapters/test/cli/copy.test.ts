import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Desk, desk } from './running.js'

let at: Desk

beforeEach(async () => {
  at = await desk()
})

afterEach(() => at.remove())

const commands = (...ids: readonly string[]): string =>
  ids
    .map((customerId) => JSON.stringify({ type: 'RegisterCustomer', data: { customerId, name: customerId } }))
    .join('\n')

describe('copy', () => {
  it('copies every event with its time, and says that the views are the same', async () => {
    await at.run('execute --store sqlite:a.db', { input: commands('acme', 'beta') })
    const copied = await at.run('copy --from sqlite:a.db --to sqlite:b.db --json')
    expect(JSON.parse(copied.out)).toEqual({ copied: 2, equal: true, differences: [] })
    const [a, b] = [await at.run('events --store sqlite:a.db'), await at.run('events --store sqlite:b.db')]
    expect(b.out).toBe(a.out)
  })

  it('goes on where it was left', async () => {
    await at.run('execute --store sqlite:a.db', { input: commands('acme') })
    await at.run('copy --from sqlite:a.db --to sqlite:b.db')
    await at.run('execute --store sqlite:a.db', { input: commands('beta') })
    expect(await at.run('copy --from sqlite:a.db --to sqlite:b.db')).toMatchObject({ code: 0 })
    expect((await at.run('events --store sqlite:b.db')).out.trim().split('\n')).toHaveLength(2)
  })

  it('refuses a target that holds something else, and leaves it as it was', async () => {
    await at.run('execute --store sqlite:a.db', { input: commands('acme') })
    await at.run('execute --store sqlite:b.db', { input: commands('acme') })
    const before = await at.run('events --store sqlite:b.db')
    const copied = await at.run('copy --from sqlite:a.db --to sqlite:b.db')
    expect(copied).toMatchObject({ code: 1, out: '' })
    expect(copied.err).toContain('holds other events')
    expect(await at.run('events --store sqlite:b.db')).toEqual(before)
  })

  it('wants two stores that are not the same, the first of them there', async () => {
    expect(await at.run('copy --from sqlite:a.db')).toMatchObject({ code: 2 })
    expect(await at.run('copy --from sqlite:a.db --to sqlite:b.db')).toMatchObject({ code: 1 })
    await at.run('execute --store sqlite:a.db', { input: commands('acme') })
    expect(await at.run('copy --from sqlite:a.db --to sqlite:a.db')).toMatchObject({ code: 1 })
  })
})
