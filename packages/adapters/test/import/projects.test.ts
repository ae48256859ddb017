import { expect, test } from 'vitest'
import { csv, type Files } from './directory.js'
import { imported, importing } from './importing.js'

const projects = (...rows: readonly string[]): Files => ({
  'projects.csv': csv('projectId,customerId,name', ...rows),
})

const begun = () =>
  imported({ 'customers.csv': csv('customerId,name', 'acme,Acme', 'beta,Beta'), ...projects('x,acme,Roof') })

test('a project of the register gets the name of its row', async () => {
  const register = await begun()
  const nameAfter = async (row: string) => {
    const { problems } = await importing(register, projects(row))
    expect(problems).toEqual([])
    return register.crm.views.projectCard({ projectId: 'x' })?.name
  }
  expect(await nameAfter('x,acme,New roof')).toBe('New roof')
  expect(await nameAfter('x,acme,New roof ')).toBe('New roof')
})

test('a row of a project whose customer was merged says so, and names the survivor', async () => {
  const register = await begun()
  await register.crm.executeUnknown({ type: 'MergeCustomers', data: { survivorId: 'beta', duplicateId: 'acme' } })
  const { problems, events } = await importing(register, projects('x,acme,Roof'))
  expect(events).toBe(0)
  expect(problems).toMatchObject([{ error: 'CustomerWasMerged', customerId: 'acme', survivorId: 'beta' }])
  expect((await importing(register, projects('x,beta,Roof'))).problems).toEqual([])
})
