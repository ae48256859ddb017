import { decisions, type Message } from '@clientele/domain'

/** Whether the parts of a command are commands of their own, each accepted or refused by itself. */
export const isBulk = ({ type }: Message): boolean =>
  Object.hasOwn(decisions, type) && Reflect.get(decisions, type).kind === 'bulk'
