import type { MembershipIndex } from '../kernel/decision.js'
import type { NamedRejection } from '../kernel/rejection.js'
import type { HostDecision } from './decision.js'
import type { CommandGuard } from './guards/guard.js'
import type { HostStreams } from './streams.js'

/** What a host adds to a register. */
export type Host = { readonly guards: readonly CommandGuard[]; readonly decisions: readonly HostDecision[] }

const distinct = <A>(all: readonly A[]): readonly A[] => [...new Set(all)]

/** The streams of the host, each once. */
export const streamsOf = ({ guards, decisions }: Host): readonly HostStreams[] =>
  distinct([...guards, ...decisions].flatMap(({ streams }) => streams))

/** The indexes of the host, each once. */
export const indexesOf = (host: Host): readonly MembershipIndex[] =>
  distinct([
    ...[...host.guards, ...host.decisions].flatMap(({ indexes }) => indexes),
    ...streamsOf(host).flatMap(({ indexes }) => indexes),
  ])

/** The rejections that the host declares, each once. */
export const rejectionsOf = ({ guards, decisions }: Host): readonly NamedRejection[] =>
  distinct([...guards, ...decisions].flatMap(({ rejections }) => Object.values(rejections)))
