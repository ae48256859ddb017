import { HistoryPart } from '../../history/history-part.js'
import type { TabProps } from '../tab-props.js'

/** The history of the customer. */
export const History = ({ service, context, moment, card }: TabProps) => (
  <HistoryPart
    service={service}
    context={context}
    moment={moment}
    subject={{ kind: 'customer', id: card.customerId }}
  />
)
