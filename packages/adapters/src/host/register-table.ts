import { type Host, problemOfHost, type RegisterTable, registerTable } from '@clientele/domain'
import { isLookupIndex } from '@clientele/projections'
import type { OptionsOfHost } from '../clientele.js'
import { refuseOption } from '../options.js'
import { safeOnHostError } from './host-errors.js'

/**
 * The commands and events of a register, with those that its options add. Throws `MalformedOptions` for a name clash or
 * a malformed definition.
 */
export const registerTableFor = ({ guards = [], decisions = [], onHostError }: OptionsOfHost): RegisterTable => {
  const host: Host = { guards, decisions }
  const problem = problemOfHost(host, isLookupIndex)
  if (problem !== null) refuseOption('openClientele', problem)
  return registerTable(host, isLookupIndex, safeOnHostError(onHostError))
}
