import { accept, decision, type Outcome, when, write } from '../../kernel/decision.js'
import type { DataOf, Message } from '../../kernel/message.js'
import {
  ContactAbsorbed,
  ContactDetailsChanged,
  ContactLinkedToCompany,
  ContactMergedInto,
} from '../../person/events.js'
import { AlreadyPrivateCustomer, unlessPerson } from '../../person/rejections.js'
import { type Person, personStream } from '../../person/state.js'
import { type Settings, settingsStream } from '../../settings/state.js'
import { MergeContacts } from '../commands.js'
import { takenFields } from '../fields.js'
import { mergedStatements } from '../permissions.js'
import { CannotMergeWithItself } from '../rejections.js'

type Merging = DataOf<typeof MergeContacts>

type States = { readonly survivor: Person; readonly duplicate: Person; readonly settings: Settings }

/** The companies only the duplicate is linked to; where one link is the rule, none that would be a second (4-P19). */
const companiesTaken = ({ survivor, duplicate, settings }: States): readonly string[] => {
  const others = duplicate.companies.filter((id) => !survivor.companies.includes(id))
  const isFull = settings.policies.contactLinks === 'one' && survivor.companies.length > 0
  return isFull ? [] : others
}

const detailsTaken = ({ survivor, duplicate }: States, { fieldChoices }: Merging): readonly Message[] => {
  const changes = takenFields(fieldChoices)
    .map((field) => ({
      field,
      old: survivor.details.get(field) ?? null,
      new: duplicate.details.get(field) ?? null,
    }))
    .filter((change) => change.old !== change.new)
  return changes.length === 0 ? [] : [ContactDetailsChanged({ changes })]
}

const unlessMergeable = ({ survivor, duplicate }: States, { survivorId, duplicateId }: Merging): Outcome | null =>
  when(survivorId === duplicateId, CannotMergeWithItself({ id: survivorId })) ??
  unlessPerson(survivor, survivorId) ??
  unlessPerson(duplicate, duplicateId) ??
  when(
    duplicate.privateCustomerId !== null,
    AlreadyPrivateCustomer({ personId: duplicateId, customerId: duplicate.privateCustomerId ?? '' }),
  )

/**
 * Makes one person of two: the survivor takes over links and bans it lacks, permissions never widen. A duplicate that is
 * a private customer cannot go: it is invoiced under its own number, so it has to be the survivor.
 */
export const mergeContacts = decision({
  command: MergeContacts,
  reads: ({ survivorId, duplicateId }) => ({
    survivor: personStream(survivorId),
    duplicate: personStream(duplicateId),
    settings: settingsStream,
  }),
  decide: (states, data) => {
    const { survivorId, duplicateId } = data
    const { survivor, duplicate, settings } = states
    return (
      unlessMergeable(states, data) ??
      accept(
        write(
          personStream(survivorId),
          ContactAbsorbed({ duplicateId }),
          ...companiesTaken(states).map((customerId) => ContactLinkedToCompany({ customerId })),
          ...detailsTaken(states, data),
          ...mergedStatements(settings.policies, survivor, duplicate),
        ),
        write(personStream(duplicateId), ContactMergedInto({ survivorId })),
      )
    )
  },
})
