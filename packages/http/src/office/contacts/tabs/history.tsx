import { HistoryPart } from '../../history/history-part.js'
import type { TabProps } from '../tab-props.js'

/** The history of the contact. */
export const History = ({ service, context, moment, card }: TabProps) => (
  <HistoryPart service={service} context={context} moment={moment} subject={{ kind: 'contact', id: card.personId }} />
)
