import { expect, test } from 'vitest'
import { createHandler } from '../handled.js'
import { fillRegister } from '../served.js'

test('an absence is planned and cancelled on the page of the employee', async () => {
  const crm = await fillRegister([['RegisterEmployee', { employeeId: 'bertil', name: 'Bertil' }]])
  const { ask, post } = createHandler(crm)
  const page = '/settings/employees/anna'
  const absences = () => [...crm.register.tables.absences.rows()].map(({ from, until }) => [from, until])
  const cancelling = async () => (await (await ask(page)).text()).includes('value="CancelAbsence"')

  expect(await cancelling()).toBe(false)
  const plan = { command: 'PlanAbsence', from: '2099-07-01', until: '2099-07-31', substituteId: 'bertil', reason: '' }
  expect((await post(page, Object.entries(plan))).status).toBe(303)
  expect([absences(), await cancelling()]).toEqual([[['2099-07-01', '2099-08-01']], true])

  expect((await post(page, Object.entries({ command: 'CancelAbsence', from: '2099-07-01', reason: '' }))).status).toBe(
    303,
  )
  expect([absences(), await cancelling()]).toEqual([[], false])
  await crm.close()
})
