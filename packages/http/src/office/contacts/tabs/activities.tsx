import { messagesFor, translate } from '@clientele/projections'
import { fill } from '../../../texts/translated.js'
import { employeeChoices, orNone } from '../../forms/choices.js'
import { CommandForm, fieldsOf } from '../../forms/command-form.js'
import { DataTable } from '../../layout/data-table.js'
import { Field, Select } from '../../layout/field.js'
import { dayOf } from '../../moment/moment.js'
import { nameOf } from '../../names.js'
import type { TabProps } from '../tab-props.js'
import { contactTexts } from '../texts/contact-texts.js'

type Activity = { readonly at: string; readonly by: string }

/** The author and day of an activity. */
const authorAndDay = (tabProps: TabProps, { at, by }: Activity): readonly string[] => [
  nameOf(tabProps.moment.register, 'employee', by),
  dayOf(tabProps.service, at),
]

const recordedColumns = ({ locale }: TabProps): readonly string[] => {
  const { headings } = messagesFor(locale)
  return [headings.by, headings.recordedAt]
}

/** The tasks about the contact. */
export const Tasks = (tabProps: TabProps) => {
  const { card, canChange, locale } = tabProps
  const texts = contactTexts(locale)
  const { headings } = messagesFor(locale)
  const field = fieldsOf(tabProps, 'RegisterTask')
  const statusForm = (activityId: string, status: string, title: string) => {
    const scope = `ChangeTaskStatus-${activityId}`
    return (
      <CommandForm
        type="ChangeTaskStatus"
        scope={scope}
        hidden={{ activityId }}
        button={texts.change}
        label={fill(texts.changeOf, { name: title })}
      >
        <Field {...fieldsOf(tabProps, scope)('status', status)} label={headings.status} />
      </CommandForm>
    )
  }
  const rows = card.tasks.map((task) => {
    const { activityId, title, status, dueDate, owner } = task
    return [
      title ?? '',
      canChange ? statusForm(activityId, status, title ?? '') : status,
      dueDate ?? '',
      owner?.name ?? '',
      ...authorAndDay(tabProps, task),
    ]
  })
  return (
    <>
      <DataTable
        id="tasks"
        caption={headings.tasks}
        columns={[headings.title, headings.status, headings.dueDate, headings.owner, ...recordedColumns(tabProps)]}
        rows={rows}
        empty={texts.none}
      />
      {canChange ? (
        <CommandForm type="RegisterTask" button={texts.addTask}>
          <Field {...field('title')} label={headings.title} />
          <Field {...field('dueDate')} type="date" label={headings.dueDate} />
          <Select
            {...field('ownerId')}
            label={headings.owner}
            choices={orNone(texts.nobody, employeeChoices(tabProps))}
          />
        </CommandForm>
      ) : null}
    </>
  )
}

/** The meetings with the contact. */
export const Meetings = (tabProps: TabProps) => {
  const { card, canChange, locale } = tabProps
  const texts = contactTexts(locale)
  const { headings } = messagesFor(locale)
  const field = fieldsOf(tabProps, 'RegisterMeeting')
  return (
    <>
      <DataTable
        id="meetings"
        caption={headings.meetings}
        columns={[headings.title, headings.date, headings.owner, ...recordedColumns(tabProps)]}
        rows={card.meetings.map((one) => [
          one.title ?? '',
          one.date ?? '',
          one.owner?.name ?? '',
          ...authorAndDay(tabProps, one),
        ])}
        empty={texts.none}
      />
      {canChange ? (
        <CommandForm type="RegisterMeeting" button={texts.addMeeting}>
          <Field {...field('title')} label={headings.title} />
          <Field {...field('date')} type="date" label={headings.date} />
        </CommandForm>
      ) : null}
    </>
  )
}

/** The notes about the contact. */
export const Notes = (tabProps: TabProps) => {
  const { card, canChange, locale } = tabProps
  const texts = contactTexts(locale)
  const messages = messagesFor(locale)
  const { headings } = messages
  return (
    <>
      <DataTable
        id="notes"
        caption={headings.notes}
        columns={[headings.text, headings.origin, ...recordedColumns(tabProps)]}
        rows={card.notes.map((note) => [note.text, translate(messages, note.origin), ...authorAndDay(tabProps, note)])}
        empty={texts.none}
      />
      {canChange ? (
        <CommandForm type="WriteNote" button={texts.addNote}>
          <Field {...fieldsOf(tabProps, 'WriteNote')('text')} label={headings.text} />
        </CommandForm>
      ) : null}
    </>
  )
}

/** The files of the contact. */
export const Files = (tabProps: TabProps) => {
  const { card, locale } = tabProps
  const messages = messagesFor(locale)
  const { headings } = messages
  return (
    <DataTable
      id="files"
      caption={headings.files}
      columns={[headings.file, headings.source, ...recordedColumns(tabProps)]}
      rows={card.files.map((file) => [
        file.name ?? file.fileRef,
        translate(messages, file.source),
        ...authorAndDay(tabProps, file),
      ])}
      empty={contactTexts(locale).none}
    />
  )
}
