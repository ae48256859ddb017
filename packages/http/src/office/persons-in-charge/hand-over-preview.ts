import { isRecord } from '@clientele/domain'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { RequestContext, Service } from '../../environment.js'
import { previewAs } from '../../requests/execute-as.js'
import { type Form, queryOf } from '../actions/form.js'
import { type Refusal, withNames } from '../actions/refusal-names.js'
import { type Subject, subjectOfStream, visibleSubjects } from './subject.js'

/** The effect of a handover on a customer or project: how many responsibilities end, how many are taken over. */
export type SubjectChange = { readonly subject: Subject; readonly ends: number; readonly taken: number }

/** The effect of a handover; `changes` are those that the actor may see, `hidden` is the number of others. */
export type HandOverPreview = {
  readonly refusal: Refusal | null
  readonly counts: { readonly [name: string]: number } | null
  readonly changes: readonly SubjectChange[]
  readonly hidden: number
}

/** The handover command in the URL, for some subjects or all; `null` until both employees are selected. */
export const handOverCommand = (context: RequestContext, subjects?: readonly string[]): object | null => {
  const query: Form = queryOf(context)
  const [fromEmployeeId, toEmployeeId] = [query.text('fromEmployeeId'), query.text('toEmployeeId')]
  const effective = query.text('effective')
  if (fromEmployeeId === undefined || toEmployeeId === undefined) return null
  return {
    type: 'ReassignResponsibilities',
    data: {
      fromEmployeeId,
      toEmployeeId,
      ...(effective === undefined ? {} : { effective }),
      ...(subjects === undefined ? {} : { subjects }),
    },
  }
}

type Event = { readonly stream: string; readonly type: string; readonly data: unknown }

const endings: ReadonlySet<string> = new Set(['ResponsibilityEnded', 'ResponsibilityVoided'])

const changesIn = (events: readonly Event[]): readonly SubjectChange[] => {
  const changes = new Map<string, SubjectChange>()
  for (const { stream, type } of events) {
    const subject = subjectOfStream(stream)
    if (subject === null) continue
    const { ends, taken } = changes.get(stream) ?? { ends: 0, taken: 0 }
    const change = {
      subject,
      ends: ends + (endings.has(type) ? 1 : 0),
      taken: taken + (type === 'ResponsibleAssigned' ? 1 : 0),
    }
    changes.set(stream, change)
  }
  return [...changes.values()]
}

const countsIn = (events: readonly Event[]): HandOverPreview['counts'] => {
  const last = events.findLast(({ type }) => type === 'ResponsibilitiesReassigned')
  if (last === undefined || !isRecord(last.data)) return null
  return Object.fromEntries(Object.entries(last.data).map(([name, value]) => [name, Number(value) || 0]))
}

/** Previews a handover. */
export const previewHandOver = async (
  service: Service,
  context: RequestContext,
  command: object,
): Promise<HandOverPreview> => {
  const outcome = await previewAs(service, command, context.var.by)
  if (isLeft(outcome))
    return { refusal: withNames(service, context, outcome.left), counts: null, changes: [], hidden: 0 }
  const all = changesIn(outcome.right.events)
  const isVisible = visibleSubjects(service, context)
  const changes = all.filter(({ subject }) => isVisible(subject))
  return { refusal: null, counts: countsIn(outcome.right.events), changes, hidden: all.length - changes.length }
}
