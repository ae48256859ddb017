import { type HistorySubject, visibleCustomers } from '@clientele/projections'
import { isLeft } from 'fp-ts/lib/Either.js'
import type { RequestContext, Service } from '../../environment.js'
import type { MergedKind } from '../merging/survivor.js'
import { nameOf } from '../names.js'
import { mergedFor } from '../search/merged.js'

/** The subject of changes. */
export type Subject = { readonly kind: HistorySubject['kind']; readonly id: string }

/** A subject with its name. */
export type NamedSubject = Subject & { readonly name: string }

/** The kinds that can be searched by name. */
export const findableKinds = ['customer', 'contact', 'project', 'employee', 'customerGroup', 'specialGroup'] as const

export type FindableKind = (typeof findableKinds)[number]

const isFindable = (kind: string): kind is FindableKind => findableKinds.some((one) => one === kind)

/** A subject in a URL: `customer:acme`. */
export const subjectText = ({ kind, id }: Subject): string => `${kind}:${id}`

/** Parses a subject in a URL; `null` if its kind cannot be searched by name. */
export const subjectIn = (text: string): (Subject & { readonly kind: FindableKind }) | null => {
  const [kind = '', ...id] = text.split(':')
  return isFindable(kind) ? { kind, id: id.join(':') } : null
}

const maxPerKind = 10

type Named = readonly (readonly [id: string, name: string])[]

const containing = (text: string, rows: Iterable<readonly [id: string, name: string]>): Named => {
  const wanted = text.toLocaleLowerCase()
  return [...rows].filter(([, name]) => name.toLocaleLowerCase().includes(wanted)).slice(0, maxPerKind)
}

const mergedNames = (service: Service, context: RequestContext, kind: MergedKind, text: string): Named =>
  mergedFor(service, context, kind, text).map(({ id, name }) => [id, name])

const finders: {
  readonly [K in FindableKind]: (service: Service, context: RequestContext, text: string) => Named
} = {
  customer: (service, context, text) => {
    const { by: viewer, locale } = context.var
    const query = { viewer, locale, columns: ['customerId', 'name'], filter: { text, showArchived: true } } as const
    const found = service.crm.views.customerList({ ...query, limit: maxPerKind })
    const rows = isLeft(found) ? [] : found.right
    const named = rows.map(({ customerId, name }) => [String(customerId), String(name)] as const)
    return [...named, ...mergedNames(service, context, 'customer', text)].slice(0, maxPerKind)
  },
  contact: (service, context, text) => {
    const { by: viewer, locale } = context.var
    const found = service.crm.views.contactSearch({ viewer, locale, text, limit: maxPerKind })
    const named = found.map(({ personId }) => [personId, nameOf(service.crm.register, 'person', personId)] as const)
    return [...named, ...mergedNames(service, context, 'person', text)].slice(0, maxPerKind)
  },
  project: ({ crm: { register } }, { var: { by: viewer } }, text) => {
    const isVisible = visibleCustomers(register, { viewer })
    const rows = [...register.tables.projects.rows()].filter(({ customerId }) => isVisible(customerId))
    return containing(
      text,
      rows.map(({ projectId, name }) => [projectId, name]),
    )
  },
  employee: ({ crm: { register } }, _asked, text) =>
    containing(
      text,
      [...register.tables.employees.rows()].map(({ employeeId, name }) => [employeeId, name] as const),
    ),
  customerGroup: ({ crm }, { var: { by: viewer, locale } }, text) =>
    containing(
      text,
      crm.views
        .groupSelector({ viewer, locale })
        .filter(({ kind }) => kind === 'customerGroup')
        .map(({ id, name }) => [id, name] as const),
    ),
  specialGroup: ({ crm: { register } }, _asked, text) =>
    containing(
      text,
      [...register.tables.specialGroups.rows()].map(({ specialGroupId, name }) => [specialGroupId, name] as const),
    ),
}

/** Finds subjects of some kinds by a text in their names, among those the actor may see. */
export const findSubjects = (
  service: Service,
  context: RequestContext,
  text: string,
  kinds: readonly FindableKind[],
): readonly NamedSubject[] =>
  kinds.flatMap((kind) => finders[kind](service, context, text).map(([id, name]) => ({ kind, id, name })))

/** The name of a subject that the actor may see; a dash if it is hidden or missing. */
export const subjectName = (
  { crm }: Service,
  { var: { by: viewer } }: RequestContext,
  { kind, id }: Subject,
): string => {
  const { register, views } = crm
  const { groups, specialGroups } = register.tables
  if (kind === 'customer') return views.customerCard({ customerId: id, viewer })?.name ?? '–'
  if (kind === 'project') return views.projectCard({ projectId: id, viewer })?.name ?? '–'
  if (kind === 'contact')
    return views.contactCard({ personId: id, viewer }) === null ? '–' : nameOf(register, 'person', id)
  if (kind === 'customerGroup') return groups.get(id)?.name ?? '–'
  return kind === 'employee' ? nameOf(register, 'employee', id) : (specialGroups.get(id)?.name ?? '–')
}

const paths: { readonly [kind: string]: string | undefined } = {
  customer: 'customers',
  contact: 'contacts',
  project: 'projects',
  customerGroup: 'groups',
  specialGroup: 'special-groups',
}

/** The page of a subject; `null` if it has none. */
export const subjectAddress = (base: string, { kind, id }: Subject): string | null => {
  const path = paths[kind]
  return path === undefined ? null : `${base}/${path}/${encodeURIComponent(id)}`
}
