import type { Message } from '../../kernel/message.js'
import { CustomerStartDateSet } from '../../model/customer/events.js'
import type { Customer, StartDate } from '../../model/customer/state.js'
import type { Policies } from '../../model/settings/policies.js'

/** Returns when the document behind a start date was recorded; `null` if no document of the customer set it. */
const recordedAt = ({ startDate, documents }: Customer): string | null =>
  startDate?.documentId == null ? null : (documents.get(startDate.documentId)?.at ?? null)

const isRecordedFirst = (duplicate: Customer, survivor: Customer): boolean => {
  const [own, other] = [recordedAt(survivor), recordedAt(duplicate)]
  return own !== null && other !== null && other < own
}

const chooseStartDate = ({ mergeStartDate }: Policies, survivor: Customer, duplicate: Customer): StartDate | null => {
  if (survivor.startDate === null) return duplicate.startDate
  return mergeStartDate === 'firstRecordedOfBoth' && isRecordedFirst(duplicate, survivor)
    ? duplicate.startDate
    : survivor.startDate
}

/** Merges the start dates: the survivor keeps its own or, by policy, takes the one recorded first. */
export const mergeStartDate = (policies: Policies, survivor: Customer, duplicate: Customer): readonly Message[] => {
  const start = chooseStartDate(policies, survivor, duplicate)
  const previous = survivor.startDate?.date ?? null
  return start === null || start.date === previous
    ? []
    : [CustomerStartDateSet({ date: start.date, source: 'merge', documentId: start.documentId, previous })]
}
