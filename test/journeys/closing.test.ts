import { openClientele } from '@clientele/adapters'
import { isRight } from 'fp-ts/lib/Either.js'
import { expect, test } from 'vitest'
import { onEveryStore } from '../stores.js'

const register = (employeeId: string) => ({ type: 'RegisterEmployee', data: { employeeId, name: employeeId } })

onEveryStore('closing a register', (make) => {
  test('completes running commands, refuses new ones, and stores everything accepted', async () => {
    const store = make()
    const crm = await openClientele({ store })
    const under = Array.from({ length: 200 }, (_, n) => crm.executeUnknown(register(`e${n}`)))
    const closed = crm.close({ drain: 30_000 })
    expect(await crm.executeUnknown(register('late'))).toEqual({ _tag: 'Left', left: { error: 'StoreClosed' } })
    await closed
    const outcomes = await Promise.all(under)
    expect(outcomes.filter((outcome) => !isRight(outcome))).toEqual([])
    const again = await openClientele({ store })
    expect(again.register.tables.employees.size).toBe(200)
    await again.close()
  })

  test('waits for a stuck handler no longer than the given timeout', async () => {
    const crm = await openClientele({ store: make() })
    const handling = new Promise<void>((resolve) => {
      crm.subscribe('stuck', () => {
        resolve()
        return new Promise(() => {})
      })
    })
    await crm.executeUnknown(register('anna'))
    await handling
    const startedAt = performance.now()
    await crm.close({ drain: 100 })
    expect(performance.now() - startedAt).toBeGreaterThan(90)
    expect(performance.now() - startedAt).toBeLessThan(5_000)
  })
})
