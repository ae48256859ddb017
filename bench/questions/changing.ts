import type { CustomerRow } from '@clientele/projections'
import { executeAccepted } from '../traffic.js'
import { randomIds, type Setting } from './putting.js'

type Change = () => Promise<unknown>

const chosenAmong = (setting: Setting, isWanted: (row: CustomerRow) => boolean): (() => CustomerRow) => {
  const { customers } = setting.crm.register.tables
  const { customer } = randomIds(setting)
  return () => {
    for (;;) {
      const row = customers.get(customer())
      if (row !== undefined && !row.archived && isWanted(row)) return row
    }
  }
}

const added = ' B'

/**
 * Renames a customer in the register and in SQL. The new name appends a letter to a name that ends in a number, so that
 * the sort position stays the same.
 */
export const renaming = (setting: Setting): Change => {
  const { crm, sql } = setting
  const next = chosenAmong(setting, ({ name }) => /\d( B)?$/.test(name))
  return async () => {
    const { customerId, name: old } = next()
    const name = old.endsWith(added) ? old.slice(0, -added.length) : old + added
    await executeAccepted(crm, { type: 'ChangeCustomerDetails', data: { customerId, changes: { name } } })
    const [row] = sql('select rank from customer where id = ?', customerId)
    const rank = Number(row?.rank)
    sql("insert into names (names, rowid, name) values ('delete', ?, ?)", rank, old)
    sql('insert into names (rowid, name) values (?, ?)', rank, name)
    sql('update customer set name = ? where rank = ?', name, rank)
  }
}

/** Moves a customer to another group, in the register and in SQL. */
export const moving = (setting: Setting): Change => {
  const { crm, sql } = setting
  const { group } = randomIds(setting)
  const next = chosenAmong(setting, ({ groupIds }) => groupIds.length > 0)
  return async () => {
    const { customerId, groupIds } = next()
    const groupId = group()
    if (groupIds.includes(groupId)) return
    await executeAccepted(crm, { type: 'MoveCustomerToGroup', data: { customerId, groupId } })
    sql('update customer set grp = ? where id = ?', groupId, customerId)
  }
}
