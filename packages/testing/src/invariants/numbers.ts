import {
  areNeverShared,
  type CommandType,
  type CustomerGroups,
  type CustomerNumbers,
  customerGroupsAggregate,
  customerNumbersAggregate,
  idOfStream,
  initialSettings,
  isSmallestFree,
  type KnownEvent,
  type Settings,
  settingsAggregate,
  sourceFor,
} from '@clientele/domain'
import type { ExecutedCommand, History } from '../histories/index.js'
import { numberCommands } from './command-types.js'
import { commandsOf, describeCommand, eventsOf, forbiddenWrites, invariant } from './invariant.js'

const assignedNumbers = (log: readonly KnownEvent[]) =>
  log.flatMap(({ stream, type, data }) => {
    const customerId = idOfStream(stream)
    if (type === 'CustomerNumberAssigned') return [{ customerId, number: data.number }]
    return type === 'CustomerNumberChanged' ? [{ customerId, number: data.to }] : []
  })

const unexpectedNumberChanges = (history: History): readonly string[] =>
  history.commands
    .filter(({ command }) => command.type !== 'ChangeCustomerNumber')
    .flatMap((executed) => eventsOf(history, executed))
    .filter(({ type }) => type === 'CustomerNumberChanged')
    .map(({ position }) => `${position} CustomerNumberChanged`)

export const distinctNumbers = invariant({
  title:
    'INV-06 no two customers share a number, which only ChangeCustomerNumber changes, not a new start of its series',
  about: numberCommands,
  broken: (history) => [
    ...(areNeverShared(assignedNumbers(history.log)) ? [] : ['a number was given to two customers']),
    ...unexpectedNumberChanges(history),
    ...forbiddenWrites(history, ['SetGroupNumberingStart', 'DefineNumberSeries'], (stream) =>
      stream.startsWith('customer-'),
    ),
  ],
})

type Catalogues = { readonly groups: CustomerGroups; readonly numbers: CustomerNumbers; readonly settings: Settings }

const cataloguesOf = (log: readonly KnownEvent[]): Catalogues => {
  const of = (stream: string) => log.filter((event) => event.stream === stream)
  return {
    groups: customerGroupsAggregate.fold(customerGroupsAggregate.initial, of('customerGroups')),
    numbers: customerNumbersAggregate.fold(customerNumbersAggregate.initial, of('customerNumbers')),
    settings: settingsAggregate.fold(initialSettings, of('settings')),
  }
}

type Registration = {
  readonly number?: number | null
  readonly groupId?: string | null
  readonly groupIds?: readonly string[]
  readonly customerKind?: string | null
}

const registrations: readonly CommandType[] = [
  'RegisterCustomer',
  'RegisterPrivateCustomer',
  'ConvertContactToPrivateCustomer',
]

const isSmallestOf = ({ log }: History, { before, command }: ExecutedCommand, number: number): boolean => {
  const { groupIds = [], customerKind = null, ...data } = command.data as Registration
  const groupId = data.groupId ?? groupIds[0] ?? null
  const { groups, numbers, settings } = cataloguesOf(log.slice(0, before))
  const source = sourceFor(numbers, groups, settings, { groupId, kind: customerKind })
  const reserved = new Set(
    log.slice(0, before).flatMap(({ type, data }) => (type === 'CustomerNumberReserved' ? [data.number] : [])),
  )
  return source !== null && isSmallestFree(number, source.start, reserved)
}

export const smallestNumber = invariant({
  title: 'INV-07 an automatic customer number is the smallest one from the start that was never reserved',
  about: numberCommands,
  broken: (history) =>
    commandsOf(history, registrations)
      .filter(({ command }) => (command.data as Registration).number == null)
      .flatMap((executed) =>
        eventsOf(history, executed).flatMap(({ type, data }) =>
          type === 'CustomerNumberReserved' && !isSmallestOf(history, executed, data.number)
            ? [describeCommand(executed, data)]
            : [],
        ),
      ),
})
