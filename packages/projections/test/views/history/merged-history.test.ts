import { describe, expect, test } from 'vitest'
import { answered, event } from '../../log.js'
import { viewsOfTown } from '../../town/town.js'

describe('the history of a merged record', () => {
  const merged = (moved: boolean) =>
    viewsOfTown(
      event('NoteWritten', 'activity-n9', { links: { customerId: 'omega' }, text: 'Omega' }),
      event('CustomerMarkedPrivate', 'customer-omega', {}),
      event('CustomerMergedInto', 'customer-omega', { survivorId: 'acme', moved }),
      event('ContactMergedInto', 'person-uno', { survivorId: 'eva', moved }),
    )
  const answersIn = (asked: ReturnType<typeof viewsOfTown>, viewer?: string) => [
    answered(asked.customerHistory({ customerId: 'acme', viewer, limit: 3 })).map(({ summary }) => summary),
    answered(asked.contactHistory({ personId: 'eva', viewer, types: ['ContactRegistered', 'ContactMergedInto'] })).map(
      ({ summary }) => summary,
    ),
  ]
  test('is part of the survivor’s, for older merges only if the viewer may see it', () => {
    expect(answersIn(merged(true))).toEqual([
      ['Merged into another customer: Acme Oy', 'Marked private', 'Note written: Omega'],
      [
        'Merged into another contact: Ek',
        'Contact registered: Uno Unto, E-mail: uno@unto.fi, Mobile: 041',
        'Contact registered: Ek, E-mail: eva@ek.fi',
      ],
    ])
    expect(answersIn(merged(true), 'bertil')).toEqual([
      ['Merged into another customer: Acme Oy', 'Marked private', 'Details changed: E-mail: G@Gamma.fi'],
      [
        'Merged into another contact: Ek',
        'Contact registered: Uno Unto, E-mail: uno@unto.fi, Mobile: 041',
        'Contact registered: Ek, E-mail: eva@ek.fi',
      ],
    ])
    expect(answersIn(merged(false))).toEqual([
      ['Merged into another customer: Acme Oy', 'Marked private', 'Note written: Omega'],
      [
        'Merged into another contact: Ek',
        'Contact registered: Uno Unto, E-mail: uno@unto.fi, Mobile: 041',
        'Contact registered: Ek, E-mail: eva@ek.fi',
      ],
    ])
    expect(answersIn(merged(false), 'bertil')).toEqual([
      ['Merged into another customer: Acme Oy', 'Note written: Wrote', 'Role given: Anna Aalto, Lead → Accountant'],
      [
        'Merged into another contact: Ek',
        'Contact registered: Uno Unto, E-mail: uno@unto.fi, Mobile: 041',
        'Contact registered: Ek, E-mail: eva@ek.fi',
      ],
    ])
  })
})
