import type { CommandType, Message } from '@clientele/domain'
import fc from 'fast-check'
import type { Step } from '../histories/index.js'
import { commandTypes, dataFor } from './data.js'
import { numbered } from './pools.js'
import type { ValueOptions } from './values.js'

const rare: readonly CommandType[] = [
  'ChangePolicy',
  'InitialiseTenant',
  'ArchiveCustomer',
  'DeactivateEmployee',
  'CloseProject',
  'RetireRole',
  'RetireClassifierValue',
  'ConvertContactToPrivateCustomer',
  'DeleteCustomer',
  'MergeCustomers',
  'MergeContacts',
  'ErasePerson',
  'PlaceLegalHold',
]

const frequent: readonly CommandType[] = [
  'RegisterCustomer',
  'MoveCustomerToGroup',
  'AssignResponsible',
  'ToggleResponsible',
  'ChangeResponsibilityInterval',
  'AddResponsibleRole',
  'RemoveResponsibleRole',
  'RecordInvoice',
  'BackfillStartDate',
]

const weightOf = (type: CommandType): number => {
  if (rare.includes(type)) return 1
  return frequent.includes(type) ? 8 : 4
}

/** Generates commands of a type. */
const commandOf = (type: CommandType, options?: ValueOptions): fc.Arbitrary<Message> =>
  dataFor(type, options).map((data) => ({ type, data }))

/** Generates commands of these types, weighted by type. */
const anyCommand = (types: readonly CommandType[] = commandTypes, options?: ValueOptions): fc.Arbitrary<Message> =>
  fc.oneof(...types.map((type) => ({ weight: weightOf(type), arbitrary: commandOf(type, options) })))

const actors = fc.oneof({ weight: 4, arbitrary: fc.constant('host') }, { weight: 1, arbitrary: numbered('e', 5) })

/** The least and greatest number of steps, both inclusive. */
export type Lengths = { readonly minLength?: number; readonly maxLength?: number }

/** Generates steps to execute after `beginning`, of these command types. Days never go back. */
export const steps = (
  types: readonly CommandType[] = commandTypes,
  { maxLength = 40, minLength = 0 }: Lengths = {},
  options?: ValueOptions,
): fc.Arbitrary<readonly Step[]> =>
  fc.array(
    fc.record({
      command: anyCommand(types, options),
      by: actors,
      daysLater: fc.oneof(
        { weight: 4, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 6 }) },
      ),
    }),
    { maxLength, minLength, size: 'max' },
  )
