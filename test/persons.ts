/**
 * The files of views, audit questions and queries that read the table of persons directly, each with the reason why
 * they show no hidden person.
 */
export const reasonsToReadPersons: { readonly [path: string]: string } = {
  'packages/projections/src/query/contact-facts.ts': 'of a customer that is seen: one that is a hidden person is not',
  'packages/projections/src/query/filters/permissions.ts': 'limits customers by the word of those who are seen',
  'packages/projections/src/views/activities/activity-row.ts': 'of activities all of whose persons are seen',
  'packages/projections/src/views/activities/task-list.ts': 'of tasks all of whose persons are seen',
  'packages/projections/src/views/assignees/assignee-entries.ts': 'of participants who are seen, by `seesPerson`',
  'packages/projections/src/views/contacts/contact-emails.ts': 'of e-mails all of whose persons are seen',
  'packages/projections/src/views/contacts/contact-names.ts': 'limits those whom the search has found to be seen',
  'packages/projections/src/views/contacts/contact-search.ts': 'each must pass `visiblePersons`',
  'packages/projections/src/views/marketing/marketing-listing.ts': 'names the party of a permission that is shown',
  'packages/projections/src/views/marketing/marketing-permissions.ts': 'of a person who was found to be seen before',
}
