import { idOfStream } from '../../kernel/aggregate.js'
import { type Lookup, type Meta, noNeeds, reading, when } from '../../kernel/decision.js'
import { NotOwner } from '../../model/customer/rejections.js'
import { customerStream } from '../../model/customer/state.js'
import { administrators } from '../../model/employee/memberships.js'
import { NotAdministrator } from '../../model/employee/rejections.js'
import { type Employee, employeeStream, isActiveOn } from '../../model/employee/state.js'
import { NotOneself } from '../../model/rights/rejections.js'
import { actorReads, type ByActor, mayAll, type RightGuard } from './actor.js'

const ofActor = (meta: Meta) => ({ rightActor: actorReads(meta).actor })

/** Refuses unless the actor is an administrator. */
export const administratorGuard: RightGuard<unknown, ByActor> = {
  reads: reading((_data: unknown, meta: Meta) => ofActor(meta)),
  unless: (_known, _data, { by }) => NotAdministrator({ by }),
}

type Beginning = ByActor & { readonly rightAdministrators: ReadonlyMap<string, Employee> }

/** Counts administrators who have left, too: a register has a first administrator only once. */
const hasHadAdministrator = ({ rightAdministrators }: Beginning): boolean =>
  [...rightAdministrators.values()].some(({ admin }) => admin)

/** Refuses unless the actor is an administrator; until a register has had one, every actor is allowed. */
export const beginningGuard: RightGuard<unknown, Beginning> = {
  reads: reading((_data: unknown, meta: Meta) => ofActor(meta))
    .also(
      (_data, meta, { rightActor }): Partial<{ rightCandidates: Lookup }> =>
        mayAll({ rightActor }, meta)
          ? noNeeds
          : { rightCandidates: { index: administrators, keys: ['administrators'] } },
    )
    .also((_data, _meta, { rightCandidates = [] }) => ({
      rightAdministrators: rightCandidates.map((stream) => employeeStream(idOfStream(stream))),
    })),
  unless: (known, _data, { by }) => when(hasHadAdministrator(known), NotAdministrator({ by })),
}

/** The field that names the employee in question. */
type AboutEmployee = { readonly employeeId?: string | undefined; readonly fromEmployeeId?: string | undefined }

/** Refuses unless the actor is the employee in question or an administrator. */
export const oneselfGuard: RightGuard<AboutEmployee, ByActor> = {
  reads: reading((_data: AboutEmployee, meta: Meta) => ofActor(meta)),
  unless: ({ rightActor }, { employeeId, fromEmployeeId }, meta) => {
    const isOneself = (employeeId ?? fromEmployeeId) === meta.by && isActiveOn(rightActor, meta.today)
    return when(!isOneself, NotOneself({ by: meta.by }))
  },
}

type AboutCustomer = { readonly customerId: string }

/** Refuses unless the actor owns the customer or is an administrator; a customer without an owner is open to all. */
export const ownerGuard = {
  reads: reading(({ customerId }: AboutCustomer, meta: Meta) => ({
    ...ofActor(meta),
    rightCustomer: customerStream(customerId),
  })),
  unless: ({ rightActor, rightCustomer }, _data, meta) => {
    const { ownerId } = rightCustomer
    const isOwner = ownerId === null || (ownerId === meta.by && isActiveOn(rightActor, meta.today))
    return when(!isOwner, NotOwner({ by: meta.by }))
  },
} satisfies RightGuard<AboutCustomer, ByActor & { readonly rightCustomer: { ownerId: string | null } }>
