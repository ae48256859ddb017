import type { Message } from '@clientele/domain'

const isAddressField = (field: string): boolean => field === 'email'

/** The e-mail addresses in a value. */
const addressesIn = (value: unknown, field = ''): readonly string[] => {
  if (typeof value === 'string') return isAddressField(field) && value.trim() !== '' ? [value] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, one]) => addressesIn(one, name))
}

/** Whether a command contains the address of an erased person. */
export const hasBlockedAddress = async (
  { data }: Message,
  isBlocked: (address: string) => Promise<boolean>,
): Promise<boolean> => {
  for (const address of addressesIn(data)) if (await isBlocked(address)) return true
  return false
}
