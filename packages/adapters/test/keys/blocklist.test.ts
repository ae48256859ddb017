import { randomBytes } from 'node:crypto'
import { type Clientele, openClientele } from '@clientele/adapters'
import { memoryKeys } from '@clientele/adapters/keys'
import { memory } from '@clientele/adapters/memory'
import { isLeft } from 'fp-ts/lib/Either.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

let crm: Clientele

const accepted = async (type: string, data: object): Promise<void> => {
  const outcome = await crm.executeUnknown({ type, data })
  if (isLeft(outcome)) throw new Error(`${type}: ${JSON.stringify(outcome.left)}`)
}

beforeAll(async () => {
  const masterKey = randomBytes(32).toString('base64')
  crm = await openClientele({ store: memory(), keys: { masterKey, store: memoryKeys() } })
  await accepted('RegisterContact', { personId: 'one', lastName: 'One', email: 'liisa@müller.example' })
  await accepted('ChangeContactDetails', { personId: 'one', changes: { email: 'Liisa.Two@x.example' } })
  await accepted('SetMarketingBan', { personId: 'one', channel: 'email', source: 'shop@ours.example' })
  await accepted('RegisterContact', { personId: 'two', lastName: 'Two', email: 'anna@xn--mller-kva.example' })
  await accepted('ErasePerson', { personId: 'one' })
  await accepted('ErasePerson', { personId: 'two' })
})

afterAll(() => crm.close())

const problemsOf = async (email: string): Promise<readonly string[]> => {
  const content = new TextEncoder().encode(`personId,lastName,email\nnew,New,"${email}"\nother,Other,fine@x.example\n`)
  const outcome = await crm.importFile(content, { kind: 'contacts', dryRun: true })
  if (isLeft(outcome)) throw new Error(JSON.stringify(outcome.left))
  return outcome.right.problems.map(({ error, row }) => `${error} ${row}`)
}

describe('an import into an encrypted register', () => {
  test.each([
    ['in another case', 'LIISA@MÜLLER.EXAMPLE'],
    ['with blanks', '  liisa@müller.example '],
    ['with decomposed accents', 'liisa@mu\u0308ller.example'],
    ['with an invisible character', '\u200bliisa.two@x.example'],
    ['with its domain in ASCII', 'liisa@xn--mller-kva.example'],
    ['with its domain in Unicode', 'anna@müller.example'],
    ['with a name', 'Liisa Two <liisa.two@x.example>'],
    ['with a full stop after it', 'liisa.two@x.example.'],
    ['as one of several', 'other@x.example; liisa.two@x.example'],
    ['that the person had before', 'liisa@müller.example'],
  ])('refuses the address of an erased person %s, and the other rows go on', async (_, email) =>
    expect(await problemsOf(email)).toEqual(['AddressBlocked 2']),
  )

  test.each([
    ['another address in the same domain', 'olli@müller.example'],
    ['one with a tag', 'liisa.two+news@x.example'],
    ['one that only the source of a statement mentioned', 'shop@ours.example'],
    ['a text that is no address', 'unknown'],
  ])('accepts %s', async (_, email) => expect(await problemsOf(email)).toEqual([]))
})
