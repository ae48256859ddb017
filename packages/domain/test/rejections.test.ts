import { commands, rejections, whoseField } from '@clientele/domain'
import type * as t from 'io-ts'
import { describe, expect, test } from 'vitest'
import { given } from './given.js'

const personalNames = new Set<string>([
  ...Object.values(commands).flatMap(({ fields }: { readonly fields: { readonly [field: string]: t.Mixed } }) =>
    Object.entries(fields).flatMap(([field, codec]) => (whoseField(codec) === null ? [] : [field])),
  ),
  ...['address', 'email', 'phone', 'mobile', 'text', 'title', 'value', 'old', 'new'],
])

// Days have these names, too.
for (const day of ['from', 'to']) personalNames.delete(day)

/** Facts that have the name of a personal field but are not personal. */
const notPersonal: { readonly [fact: string]: string } = {
  'GroupNameTaken.name': 'the name of a group',
  'ReservedGroupName.name': 'a word for no group',
  'ReportNameTaken.name': 'the name of a report',
  'RoleNameTaken.name': 'the name of a role',
  'UnknownClassifierValue.value': 'a value of a catalogue',
  'ClassifierValueTaken.value': 'a value of a catalogue',
  'ClassifierValueRetiredError.value': 'a value of a catalogue',
}

describe('a rejection', () => {
  test.each(Object.entries(rejections))('%s contains nothing personal', (name, { facts }) => {
    const personal = facts.filter((fact) => personalNames.has(fact) && notPersonal[`${name}.${fact}`] === undefined)
    expect(personal).toEqual([])
  })
  test('never repeats an address or a mailbox', () => {
    const mailbox = ['EnableEmailLinking', { employeeId: 'anna', mailboxId: 'anna@own.fi' }] as const
    const email = { mailboxId: 'anna@own.fi', direction: 'received', from: 'secret@acme.fi' }
    given(['RegisterEmployee', { employeeId: 'anna', name: 'Anna' }], mailbox)
      .when('RegisterEmail', email)
      .isRefused('EmailAddressNotOnCard', { direction: 'received' })
    given().when('RegisterEmail', email).isRefused('EmailLinkingNotEnabled')
  })
})
