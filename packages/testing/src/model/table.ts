import assert from 'node:assert/strict'
import {
  type CommandGuard,
  type HostDecision,
  problemOfHost,
  type RegisterTable,
  registerTable,
} from '@clientele/domain'
import { isLookupIndex } from '@clientele/projections'

/** What a host adds to a register, as `openClientele` takes it: its guards and its decisions. */
export type ModelOptions = {
  readonly guards?: readonly CommandGuard[] | undefined
  readonly decisions?: readonly HostDecision[] | undefined
}

const tables = new WeakMap<ModelOptions, RegisterTable>()

const tableFor = ({ guards = [], decisions = [] }: ModelOptions): RegisterTable => {
  const host = { guards, decisions }
  const problem = problemOfHost(host, isLookupIndex)
  return problem === null ? registerTable(host, isLookupIndex) : assert.fail(problem)
}

/** Returns the commands and events of a register, the host's included. Throws an `AssertionError` if names clash. */
export const tableOf = (options: ModelOptions): RegisterTable => {
  const table = tables.get(options) ?? tableFor(options)
  tables.set(options, table)
  return table
}
