import type { Lookup, MembershipIndex } from './decision.js'
import type { Message } from './message.js'

/** Whether an event makes its stream a member of a key. */
export const joins = (
  { index, key }: { readonly index: MembershipIndex; readonly key: string },
  type: string,
  data: () => unknown,
): boolean => {
  const field = Object.hasOwn(index.joins, type) ? index.joins[type] : undefined
  if (field === undefined || field === null) return field === null
  const value = data()
  return typeof value === 'object' && value !== null && Reflect.get(value, field) === key
}

/** Returns a predicate: whether an event makes its stream a member of any key of a lookup. */
export const joinsAny = ({ index, keys }: Lookup): ((event: Message) => boolean) => {
  const wanted = new Set<unknown>(keys)
  return ({ type, data }) => {
    const field = Object.hasOwn(index.joins, type) ? index.joins[type] : undefined
    if (field === undefined) return false
    return field === null || wanted.has(Reflect.get(Object(data), field))
  }
}
