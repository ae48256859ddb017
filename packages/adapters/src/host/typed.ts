import type { CommandGuard, HostDecision, Message, Rejection } from '@clientele/domain'

/**
 * The types that a host adds to a register: its commands and events, the rejections of its guards, and the rejections
 * of its own commands, by command type.
 */
export type HostTypes = {
  readonly command: Message
  readonly event: Message
  readonly guardRejection: Rejection
  readonly rejectionOf: { readonly [command: string]: Rejection }
}

/** The types of a register without host additions. */
export type NoHost = {
  readonly command: never
  readonly event: never
  readonly guardRejection: never
  readonly rejectionOf: { readonly [command in never]: never }
}

/** All rejections of a host. */
export type RejectionOfHost<H extends HostTypes> = H['guardRejection'] | H['rejectionOf'][keyof H['rejectionOf']]

/** The rejections of a host's own command. */
export type RejectionOfOwn<H extends HostTypes, T extends string> =
  | H['guardRejection']
  | (T extends keyof H['rejectionOf'] ? H['rejectionOf'][T] : never)

type RejectionOfGuard<G> = G extends CommandGuard<infer R> ? R : never

type RejectionOfDecision<D> = D extends HostDecision<Message, infer R> ? R : never

type EventOfAny<D> = D extends HostDecision<Message, Rejection, infer E> ? E : never

type CommandOfAny<D> = D extends HostDecision<infer C, Rejection> ? C : never

type Typed<D> = D extends HostDecision<infer C, Rejection> ? C['type'] : never

/** The host types of some decisions and guards. */
export type HostOf<D extends readonly HostDecision[], G extends readonly CommandGuard[]> = {
  readonly command: CommandOfAny<D[number]>
  readonly event: EventOfAny<D[number]>
  readonly guardRejection: RejectionOfGuard<G[number]>
  readonly rejectionOf: { readonly [One in D[number] as Typed<One>]: RejectionOfDecision<One> }
}
