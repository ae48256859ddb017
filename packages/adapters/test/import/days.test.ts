import { addDays } from '@clientele/domain'
import { expect, it } from 'vitest'
import { csv } from './directory.js'
import { importing } from './importing.js'
import { opened } from './target.js'

it.each(['Pacific/Auckland', 'Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Helsinki', 'America/Santiago'])(
  'a customer starts on the day of its row in %s, also where clocks change',
  async (timeZone) => {
    const register = await opened()
    const settings = { 'settings.csv': csv('key,value', `timeZone,${timeZone}`) }
    expect((await importing(register, settings)).problems).toEqual([])
    const days = ['2026-03-29', '2026-04-05', '2026-09-06', '2026-09-27', '2026-10-25']
    const rows = days.map((day) => `c-${day},C,${day}`)
    await importing(register, { 'customers.csv': csv('customerId,name,registered', ...rows) })
    for (const day of days) {
      const there = (asOf: string): boolean => {
        const list = register.crm.views.customerList({ asOf })
        return list._tag === 'Right' && list.right.some(({ customerId }) => customerId === `c-${day}`)
      }
      expect([there(addDays(day, -1)), there(day)]).toEqual([false, true])
    }
  },
)
