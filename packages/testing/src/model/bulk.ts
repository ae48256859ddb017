import { decisions, type Message } from '@clientele/domain'

/** Whether a command is executed as several commands, each accepted or refused on its own. */
export const isBulk = ({ type }: Message): boolean =>
  Object.hasOwn(decisions, type) && Reflect.get(decisions, type).kind === 'bulk'
