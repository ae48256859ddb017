import type { CommandGuard, HostDecision, Message, Rejection } from '@clientele/domain'

/** The types of what a host adds to a register: its commands and events, and what its commands and guards refuse with. */
export type HostTypes = { readonly command: Message; readonly event: Message; readonly rejection: Rejection }

/** A register as it is, with nothing of the host's. */
export type NoHost = { readonly command: never; readonly event: never; readonly rejection: never }

type RejectionOfAny<G> = G extends CommandGuard<infer R> ? R : G extends HostDecision<Message, infer R> ? R : never

type EventOfAny<D> = D extends HostDecision<Message, Rejection, infer E> ? E : never

type CommandOfAny<D> = D extends HostDecision<infer C, Rejection> ? C : never

/** The types of some decisions and guards of a host. */
export type HostOf<D extends readonly HostDecision[], G extends readonly CommandGuard[]> = {
  readonly command: CommandOfAny<D[number]>
  readonly event: EventOfAny<D[number]>
  readonly rejection: RejectionOfAny<D[number]> | RejectionOfAny<G[number]>
}
