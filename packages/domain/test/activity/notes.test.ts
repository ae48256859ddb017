import { describe, test } from 'vitest'
import { acme, archivedAcme, beta, given, type NamedCommand, pekka } from '../given.js'

const projectX: NamedCommand = ['RegisterProject', { projectId: 'x', customerId: 'acme', name: 'Project X' }]
const note = (links: object, text = 'Called'): NamedCommand => ['WriteNote', { activityId: 'n1', links, text }]
const written = note({ personId: 'pekka' })

describe('a note', () => {
  test('is written on persons, customers and projects, one or several', () => {
    given(pekka)
      .when(...written)
      .happens(['NoteWritten', { activityId: 'n1', links: { personId: 'pekka' }, text: 'Called' }])
    given(acme, beta, projectX)
      .when(...note({ customerIds: ['acme', 'beta'], projectId: 'x' }))
      .happens([
        'NoteWritten',
        { links: { customerIds: ['acme', 'beta'], projectId: 'x' }, activityId: 'n1', text: 'Called' },
      ])
  })
  test('gets a generated id if none is given', () => {
    given(pekka)
      .when('WriteNote', { links: { personId: 'pekka' }, text: 'Called' })
      .happens(['NoteWritten', { activityId: 'command1', links: { personId: 'pekka' }, text: 'Called' }])
  })
  test('needs an existing subject', () => {
    given()
      .when(...note({}))
      .isRefused('MissingRequiredField', { fields: ['links'] })
    given()
      .when(...written)
      .isRefused('ContactNotFound', { personId: 'pekka' })
    given(pekka)
      .when(...note({ personId: 'pekka', customerId: 'acme' }))
      .isRefused('CustomerNotFound', { customerId: 'acme' })
    given()
      .when(...note({ projectId: 'x' }))
      .isRefused('ProjectNotFound', { projectId: 'x' })
  })
  test('cannot be written on an archived customer', () => {
    given(acme, archivedAcme)
      .when(...note({ customerId: 'acme' }))
      .isRefused('CustomerIsArchived', { customerId: 'acme' })
  })
  test('needs a text', () => {
    given(pekka)
      .when(...note({ personId: 'pekka' }, ' '))
      .isRefused('MissingRequiredField', { fields: ['text'] })
    given(pekka, written)
      .when('EditNote', { activityId: 'n1', text: '' })
      .isRefused('MissingRequiredField', { fields: ['text'] })
  })
  test('cannot use an id that is taken', () => {
    given(pekka, written)
      .when(...written)
      .isRefused('ActivityAlreadyRegistered', { activityId: 'n1' })
  })
  test('can be edited; the same text changes nothing', () => {
    given(pekka, written)
      .when('EditNote', { activityId: 'n1', text: 'Wrote' })
      .happens(['NoteEdited', { text: 'Wrote', links: { personId: 'pekka' }, activityId: 'n1' }])
    given(pekka, written).when('EditNote', { activityId: 'n1', text: 'Called' }).changesNothing()
  })
  test('can be deleted once and not edited afterwards', () => {
    const remove: NamedCommand = ['DeleteNote', { activityId: 'n1' }]
    given(pekka, written)
      .when(...remove)
      .happens(['NoteDeleted', { activityId: 'n1' }])
    given(pekka, written, remove)
      .when(...remove)
      .isRefused('ActivityNotFound', { activityId: 'n1' })
    given(pekka, written, remove).when('EditNote', { activityId: 'n1', text: 'Wrote' }).isRefused('ActivityNotFound')
    given(pekka, written, remove)
      .when(...written)
      .isRefused('ActivityAlreadyRegistered')
  })
  test('is not found as another kind of activity', () => {
    given(pekka, ['LinkFile', { activityId: 'f1', personIds: ['pekka'], fileRef: 'a.pdf' }])
      .when('EditNote', { activityId: 'f1', text: 'Wrote' })
      .isRefused('ActivityNotFound', { activityId: 'f1' })
  })
})
