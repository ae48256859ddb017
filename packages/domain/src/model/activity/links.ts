import type * as t from 'io-ts'
import { CustomerId, PersonId, ProjectId } from '../../ids.js'
import { exactRecordOf, listOf, nullable, oneOf, optional } from '../../kernel/input/codec.js'

/** The links of an activity: one record of a kind by its id, or several by a list. */
export const Links = exactRecordOf('Links', {
  personId: optional(nullable(PersonId)),
  customerId: optional(nullable(CustomerId)),
  projectId: optional(nullable(ProjectId)),
  personIds: optional(listOf(PersonId)),
  customerIds: optional(listOf(CustomerId)),
  projectIds: optional(listOf(ProjectId)),
})
export type Links = t.TypeOf<typeof Links>

/** Who sent an e-mail: we (`sent`) or the contact (`received`). */
export const Direction = oneOf('Direction', ['sent', 'received'])
export type Direction = t.TypeOf<typeof Direction>

/** Where a file came from: the user's computer, or another part of the system. */
export const FileSource = oneOf('FileSource', ['upload', 'internal'])
export type FileSource = t.TypeOf<typeof FileSource>

/** Everything an activity is linked to, without repetitions. */
export type Linked = {
  readonly personIds: readonly string[]
  readonly customerIds: readonly string[]
  readonly projectIds: readonly string[]
}

type Saying = { readonly links?: Links | undefined; readonly personIds?: readonly string[] | undefined }

const each = (
  one: string | null | undefined,
  ...lists: readonly (readonly string[] | undefined)[]
): readonly string[] => [...new Set([...(one == null ? [] : [one]), ...lists.flatMap((list) => list ?? [])])]

/** Returns what a command or event links an activity to. */
export const linkedTo = ({ links = {}, personIds }: Saying): Linked => ({
  personIds: each(links.personId, links.personIds, personIds),
  customerIds: each(links.customerId, links.customerIds),
  projectIds: each(links.projectId, links.projectIds),
})

/** Whether nothing is linked. */
export const isUnlinked = ({ personIds, customerIds, projectIds }: Linked): boolean =>
  personIds.length + customerIds.length + projectIds.length === 0
