import type { Message } from '@clientele/domain'
import { addressesIn } from '../../keys/addresses/addresses.js'

/** Whether a command contains the address of an erased person. */
export const hasBlockedAddress = async (
  { data }: Message,
  isBlocked: (address: string) => Promise<boolean>,
): Promise<boolean> => {
  for (const address of addressesIn(data)) if (await isBlocked(address)) return true
  return false
}
