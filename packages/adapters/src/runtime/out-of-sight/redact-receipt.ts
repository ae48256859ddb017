import { categoryOf, ErasePerson, idOfStream, type Meta, type ReadCommand } from '@clientele/domain'
import type { ReadableRegister } from '@clientele/projections'
import { someText, textsIn, visibilityOf } from './visibility.js'

type ShownEvent = { readonly stream: string; readonly data: unknown }

/** A receipt with the ids of new things, or a preview. */
type Shown = {
  readonly events: readonly ShownEvent[]
  readonly ids?: { readonly [field: string]: string }
}

type Actor = Pick<Meta, 'by' | 'host'>

/** Removes from a receipt or preview of a command what its actor may not see. */
export type RedactReceipt = <R extends Shown>(shown: R, command: Pick<ReadCommand, 'type' | 'data'>, actor: Actor) => R

/** Whether a text is the id of a customer or contact; deleted customers included. */
const isRecordIn =
  ({ tables }: Pick<ReadableRegister, 'tables'>) =>
  (id: string): boolean =>
    [tables.customers, tables.persons, tables.deletedCustomers].some((table) => table.get(id) !== undefined)

const isOfProject = (stream: string): boolean => categoryOf(stream) === 'project'

/**
 * Creates the redaction of the receipts and previews of a register: events about customers, their projects and contacts
 * that the actor may not see are left out, unless the command named or created them. Closing a group or merging a
 * customer, for example, also changes others. The host sees everything, and whoever may erase a person sees all that is
 * erased.
 */
export const createReceiptRedaction = (register: ReadableRegister): RedactReceipt => {
  const isRecord = isRecordIn(register)
  return (shown, { type, data }, { by, host }) => {
    if (host === true || type === ErasePerson.type) return shown
    let named: ReadonlySet<string> | undefined
    const isNamed = (id: string): boolean => {
      named ??= new Set(textsIn([data, shown.ids]))
      return named.has(id)
    }
    const someId = ({ stream, data }: ShownEvent, is: (id: string) => boolean): boolean =>
      someText([idOfStream(stream), data], (text) => isRecord(text) && !isNamed(text) && is(text))
    // What an actor may see is computed only if there is something to check: it takes long after each event.
    const needsCheck = (event: ShownEvent): boolean => isOfProject(event.stream) || someId(event, () => true)
    if (!shown.events.some(needsCheck)) return shown
    const { seesId, seesStream } = visibilityOf(register, by)
    const isSeen = (event: ShownEvent): boolean =>
      !someId(event, (id) => !seesId(id)) &&
      (!isOfProject(event.stream) || isNamed(idOfStream(event.stream)) || seesStream(event.stream))
    return { ...shown, events: shown.events.filter(isSeen) }
  }
}
