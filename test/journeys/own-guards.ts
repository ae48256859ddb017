import {
  CustomerMovedToGroup,
  customerOfStream,
  customersInGroup,
  endsBy,
  guard,
  guardReads,
  ResponsibleAssigned,
  rejection,
  subjectsOfEmployee,
} from '@clientele/domain'

export const TooManyCustomers = rejection('TooManyCustomers', { employeeId: 'text', most: 'number' }, 'conflict', {
  sentences: {
    en: '{employeeId} would answer for more than {most} customers.',
    fi: '{employeeId} vastaisi useammasta kuin {most} asiakkaasta.',
  },
})

/** No employee is responsible for more than this many customers. */
export const atMostCustomers = (most: number) =>
  guard({
    name: 'atMostCustomers',
    rejections: { TooManyCustomers },
    events: [ResponsibleAssigned],
    reads: guardReads(({ change }) => ({
      subjects: {
        index: subjectsOfEmployee,
        keys: change.eventsOf(ResponsibleAssigned).map(({ data }) => data.employeeId),
      },
    })).also(({ after }) => ({
      customers: after.subjects.filter((name) => name.startsWith('customer-')).map(customerOfStream),
    })),
    unless: ({ change, after }) => {
      const customersOf = (employeeId: string) =>
        [...after.customers.values()].filter(
          ({ mergedInto, responsibilities }) =>
            mergedInto === null &&
            responsibilities.assignments.some(
              (one) => one.employeeId === employeeId && !endsBy(one, change.meta.today),
            ),
        )
      for (const { data } of change.eventsOf(ResponsibleAssigned))
        if (customersOf(data.employeeId).length > most) return TooManyCustomers({ employeeId: data.employeeId, most })
      return null
    },
  })

const TooManyInGroup = rejection('TooManyInGroup', { groupId: 'text' })

/** No group has more than this many customers. */
export const atMostInGroup = (most: number) =>
  guard({
    name: 'atMostInGroup',
    rejections: { TooManyInGroup },
    events: [CustomerMovedToGroup],
    reads: guardReads(({ change }) => ({
      members: {
        index: customersInGroup,
        keys: change.eventsOf(CustomerMovedToGroup).flatMap(({ data }) => data.to ?? []),
      },
    })).also(({ after }) => ({ customers: after.members.map(customerOfStream) })),
    unless: ({ change, after }) => {
      const customers = [...after.customers.values()]
      const full = change
        .eventsOf(CustomerMovedToGroup)
        .flatMap(({ data }) => data.to ?? [])
        .find((groupId) => customers.filter(({ groups }) => groups.includes(groupId)).length > most)
      return full === undefined ? null : TooManyInGroup({ groupId: full })
    },
  })

const TooManyEmployees = rejection('TooManyEmployees', { stream: 'text', before: 'number' })

/** No customer has more than this many responsible employees. */
export const atMostEmployees = (most: number) =>
  guard({
    name: 'atMostEmployees',
    rejections: { TooManyEmployees },
    events: [ResponsibleAssigned],
    reads: guardReads(({ change }) => ({
      customers: change.eventsOf(ResponsibleAssigned).map(({ stream }) => customerOfStream(stream)),
    })),
    unless: ({ before, after }) => {
      for (const [stream, { responsibilities }] of after.customers)
        if (new Set(responsibilities.assignments.map(({ employeeId }) => employeeId)).size > most)
          return TooManyEmployees({
            stream,
            before: before.customers.get(stream)?.responsibilities.assignments.length ?? -1,
          })
      return null
    },
  })
