import { HistoryPart } from '../../history/history-part.js'
import type { Shown } from '../shown.js'

/** The history of the customer. */
export const History = ({ service, asked, moment, card }: Shown) => (
  <HistoryPart service={service} asked={asked} moment={moment} subject={{ kind: 'customer', id: card.customerId }} />
)
