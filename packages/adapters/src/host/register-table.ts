import { type Host, problemOfHost, type RegisterTable, registerTable } from '@clientele/domain'
import { isLookupIndex } from '@clientele/projections'
import type { OptionsOfHost } from '../clientele.js'
import { refuseOption } from '../options.js'
import { tellingHost } from './host-errors.js'

/**
 * The commands and events of a register, with what its options add. Throws `MalformedOptions` where a name clashes or
 * something is not what it should be.
 */
export const registerTableFor = ({ guards = [], decisions = [], onHostError }: OptionsOfHost): RegisterTable => {
  const host: Host = { guards, decisions }
  const problem = problemOfHost(host, isLookupIndex)
  if (problem !== null) refuseOption('openClientele', problem)
  return registerTable(host, isLookupIndex, tellingHost(onHostError))
}
