import { accept, decision, type Meta, nothing, type Outcome, when, write } from '../../kernel/decision.js'
import { noActiveEmployee, unlessActiveFor } from '../../model/employee/rejections.js'
import { type Employee, employeeStream, isActiveOn } from '../../model/employee/state.js'
import { MarkContactPrivate, MarkContactPublic } from '../../model/person/commands.js'
import { ContactMarkedPrivate, ContactMarkedPublic } from '../../model/person/events.js'
import { ContactOwnerRequired, noPerson, unlessPerson } from '../../model/person/rejections.js'
import { personStream } from '../../model/person/state.js'

type Owned = { readonly personId: string; readonly ownerId?: string | null | undefined }

/** Reads the owner of a private contact: the given one, or else the actor. */
export const ownerReads = ({ ownerId }: Owned, { by }: Meta) => ({ owner: employeeStream(ownerId ?? by) })

/** The owner of a private contact: the given one, or else the actor if it is an active employee. */
export const ownerOf = ({ ownerId }: Owned, owner: Employee, { by, today }: Meta): string | null =>
  ownerId === undefined && isActiveOn(owner, today) ? by : (ownerId ?? null)

/** Refuses a private contact without an owner, or with one who has left. */
export const unlessOwned = (data: Owned, owner: Employee, meta: Meta): Outcome | null => {
  const ownerId = ownerOf(data, owner, meta)
  if (ownerId === null) return ContactOwnerRequired({ personId: data.personId })
  return unlessActiveFor(owner, ownerId, { from: meta.today, until: null })
}

/** Shows a contact to its owner and administrators only (24SevenOffice, "Private"). */
export const markContactPrivate = decision({
  command: MarkContactPrivate,
  appends: [ContactMarkedPrivate],
  rejects: [...noPerson, ContactOwnerRequired, ...noActiveEmployee],
  reads: (data, meta) => ({ person: personStream(data.personId), ...ownerReads(data, meta) }),
  decide: ({ person, owner }, data, meta) => {
    const { personId } = data
    const isOwned = person.privateTo !== null && (data.ownerId ?? person.privateTo) === person.privateTo
    const ownerId = ownerOf(data, owner, meta) ?? ''
    return (
      unlessPerson(person, personId) ??
      when(isOwned, nothing) ??
      unlessOwned(data, owner, meta) ??
      accept(write(personStream(personId), ContactMarkedPrivate({ personId, ownerId })))
    )
  },
})

export const markContactPublic = decision({
  command: MarkContactPublic,
  appends: [ContactMarkedPublic],
  rejects: noPerson,
  reads: ({ personId }) => ({ person: personStream(personId) }),
  decide: ({ person }, { personId }) =>
    unlessPerson(person, personId) ??
    when(person.privateTo === null, nothing) ??
    accept(write(personStream(personId), ContactMarkedPublic({ personId }))),
})
