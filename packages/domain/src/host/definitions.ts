import type { MembershipIndex } from '../kernel/decision.js'
import type { NamedRejection } from '../kernel/rejection.js'
import type { HostDecision } from './decision.js'
import type { CommandGuard } from './guards/guard.js'
import type { HostStreams } from './streams.js'

/** The guards and decisions that a host adds to a register. */
export type Host = { readonly guards: readonly CommandGuard[]; readonly decisions: readonly HostDecision[] }

const distinct = <A>(all: readonly A[]): readonly A[] => [...new Set(all)]

/** The distinct streams of the host. */
export const streamsOf = ({ guards, decisions }: Host): readonly HostStreams[] =>
  distinct([...guards, ...decisions].flatMap(({ streams }) => streams))

/** The distinct indexes of the host. */
export const indexesOf = (host: Host): readonly MembershipIndex[] =>
  distinct([
    ...[...host.guards, ...host.decisions].flatMap(({ indexes }) => indexes),
    ...streamsOf(host).flatMap(({ indexes }) => indexes),
  ])

/** The distinct rejections that the host declares. */
export const rejectionsOf = ({ guards, decisions }: Host): readonly NamedRejection[] =>
  distinct([...guards, ...decisions].flatMap(({ rejections }) => Object.values(rejections)))
