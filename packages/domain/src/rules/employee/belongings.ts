import { idOfStream } from '../../kernel/aggregate.js'
import { type Write, write } from '../../kernel/decision.js'
import type { StreamName } from '../../kernel/event.js'
import type { CalendarDate } from '../../kernel/values/calendar-date.js'
import { MeetingOwnerChanged, TaskOwnerChanged } from '../../model/activity/events.js'
import { meetingsOfOwner, tasksOfOwner } from '../../model/activity/memberships.js'
import {
  type Activity,
  activityOfStream,
  activityStream,
  isComingMeeting,
  isOpenTask,
} from '../../model/activity/state.js'
import { CustomerOwnerChanged } from '../../model/customer/events.js'
import { customersOfOwner } from '../../model/customer/memberships.js'
import { type Customer, customerOfStream, customerStream } from '../../model/customer/state.js'
import { ContactMarkedPrivate } from '../../model/person/events.js'
import { contactsOfOwner } from '../../model/person/memberships.js'
import { type Person, personOfStream, personStream } from '../../model/person/state.js'
import { ProjectParticipantAdded, ProjectParticipantRemoved } from '../../model/project/events.js'
import { projectsOfEmployee } from '../../model/project/memberships.js'
import { type Project, projectOfStream, projectStream } from '../../model/project/state.js'

type States<S> = ReadonlyMap<StreamName, S>

/** Finds what an employee owns besides responsibilities. */
export const belongingMembers = (employeeId: string) => ({
  owned: { found: { index: customersOfOwner, keys: [employeeId] }, streamOf: customerOfStream },
  contacts: { found: { index: contactsOfOwner, keys: [employeeId] }, streamOf: personOfStream },
  tasks: { found: { index: tasksOfOwner, keys: [employeeId] }, streamOf: activityOfStream },
  meetings: { found: { index: meetingsOfOwner, keys: [employeeId] }, streamOf: activityOfStream },
  joint: { found: { index: projectsOfEmployee, keys: [employeeId] }, streamOf: projectOfStream },
})

type Read = {
  readonly owned: States<Customer>
  readonly contacts: States<Person>
  readonly tasks: States<Activity>
  readonly meetings: States<Activity>
  readonly joint: States<Project>
}

/** The customers, private contacts, open tasks, coming meetings and open projects of an employee, by id. */
export type Belongings = {
  readonly customerIds: readonly string[]
  readonly contactIds: readonly string[]
  readonly taskIds: readonly string[]
  readonly meetingIds: readonly string[]
  readonly projects: readonly (readonly [projectId: string, project: Project])[]
}

const idsWhere = <S>(states: States<S>, isTheirs: (state: S) => boolean): readonly string[] =>
  [...states].filter(([, state]) => isTheirs(state)).map(([stream]) => idOfStream(stream))

const participates = ({ participants }: Project, employeeId: string): boolean =>
  participants.some((one) => one.employeeId === employeeId)

/** Returns what an employee owns on a day, without merged or deleted records. */
export const belongingsOf = (
  { owned, contacts, tasks, meetings, joint }: Read,
  employeeId: string,
  day: CalendarDate,
): Belongings => ({
  customerIds: idsWhere(
    owned,
    ({ ownerId, mergedInto, deleted }) => ownerId === employeeId && mergedInto === null && !deleted,
  ),
  contactIds: idsWhere(contacts, ({ privateTo, mergedInto }) => privateTo === employeeId && mergedInto === null),
  taskIds: idsWhere(tasks, (task) => task.ownerId === employeeId && isOpenTask(task)),
  meetingIds: idsWhere(meetings, (meeting) => meeting.ownerId === employeeId && isComingMeeting(meeting, day)),
  projects: [...joint]
    .filter(([, project]) => !project.closed && participates(project, employeeId))
    .map(([stream, project]) => [idOfStream(stream), project]),
})

/** Creates the writes that hand everything over to a successor. */
export const belongingWrites = (
  { customerIds, contactIds, taskIds, meetingIds, projects }: Belongings,
  from: string,
  to: string,
  reason: string,
): readonly Write[] => [
  ...customerIds.map((customerId) => write(customerStream(customerId), CustomerOwnerChanged({ from, to, reason }))),
  ...contactIds.map((personId) =>
    write(personStream(personId), ContactMarkedPrivate({ personId, ownerId: to, reason })),
  ),
  ...projects.map(([projectId, project]) =>
    write(
      projectStream(projectId),
      ProjectParticipantRemoved({ projectId, employeeId: from, personId: null }),
      ...(participates(project, to) ? [] : [ProjectParticipantAdded({ projectId, employeeId: to, personId: null })]),
    ),
  ),
  ...taskIds.map((activityId) => write(activityStream(activityId), TaskOwnerChanged({ activityId, from, to }))),
  ...meetingIds.map((activityId) => write(activityStream(activityId), MeetingOwnerChanged({ activityId, from, to }))),
]

/** Counts belongings, as handed over or as left. */
export const countBelongings = (
  { customerIds, contactIds, taskIds, meetingIds, projects }: Belongings,
  areHandedOver: boolean,
) => {
  const counts = {
    customers: customerIds.length,
    contacts: contactIds.length,
    tasks: taskIds.length,
    participations: projects.length,
    meetings: meetingIds.length,
  }
  const zero = { customers: 0, contacts: 0, tasks: 0, participations: 0, meetings: 0 }
  const [handedOver, remaining] = areHandedOver ? [counts, zero] : [zero, counts]
  return {
    ...handedOver,
    customersLeft: remaining.customers,
    tasksLeft: remaining.tasks,
    participationsLeft: remaining.participations,
    contactsLeft: remaining.contacts,
    meetingsLeft: remaining.meetings,
  }
}

type Counts = ReturnType<typeof countBelongings>

const mayBeOmitted = ['contacts', 'contactsLeft', 'meetings', 'meetingsLeft'] as const

/** Omits zero counts of private contacts and meetings, since most registers have none. */
export const omitZeros = <C extends Counts>(counts: C): Omit<C, (typeof mayBeOmitted)[number]> & Partial<Counts> => {
  const { contacts, contactsLeft, meetings, meetingsLeft, ...others } = counts
  const optional = { contacts, contactsLeft, meetings, meetingsLeft }
  return { ...others, ...Object.fromEntries(Object.entries(optional).filter(([, count]) => count > 0)) }
}
