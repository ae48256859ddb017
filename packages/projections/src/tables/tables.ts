import { initialSettings } from '@clientele/domain'
import { activityTables } from './schema/activities.js'
import { catalogueTables } from './schema/catalogues.js'
import { choiceTables } from './schema/choices.js'
import { customerTables } from './schema/customers.js'
import { personTables } from './schema/people.js'
import { responsibilityTables } from './schema/responsibilities.js'
import type { RowChange } from './table.js'

export * from './keys.js'

const definitions = {
  ...customerTables,
  ...personTables,
  ...responsibilityTables,
  ...catalogueTables,
  ...activityTables,
  ...choiceTables,
}

/** All tables of the register. */
export type Tables = { readonly [K in keyof typeof definitions]: ReturnType<(typeof definitions)[K]> }

/** Creates empty tables with the default settings; `changed` is called with every change of any table. */
export const createTables = (changed: (change: RowChange) => void): Tables => {
  const entries = Object.entries(definitions).map(([name, definition]) => [name, definition(name)])
  const tables = Object.fromEntries(entries) as Tables
  for (const table of Object.values(tables)) table.listen(changed)
  tables.settings.put({ id: 'settings', ...initialSettings })
  return tables
}
