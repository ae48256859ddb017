import type * as t from 'io-ts'
import { idOf } from './kernel/input/codec.js'

/** Names a responsibility. */
export const AssignmentId = idOf('AssignmentId')
export type AssignmentId = t.TypeOf<typeof AssignmentId>

/** Names a catalogue of classifier values. */
export const CatalogueName = idOf('CatalogueName')
export type CatalogueName = t.TypeOf<typeof CatalogueName>

/** Names a value of a catalogue. */
export const ClassifierValue = idOf('ClassifierValue')
export type ClassifierValue = t.TypeOf<typeof ClassifierValue>

/** Names a contact group. */
export const ContactGroupId = idOf('ContactGroupId')
export type ContactGroupId = t.TypeOf<typeof ContactGroupId>

/** Names a customer. */
export const CustomerId = idOf('CustomerId')
export type CustomerId = t.TypeOf<typeof CustomerId>

/** Names an invoice or sales order. */
export const DocumentId = idOf('DocumentId')
export type DocumentId = t.TypeOf<typeof DocumentId>

/** Names an employee of the tenant. */
export const EmployeeId = idOf('EmployeeId')
export type EmployeeId = t.TypeOf<typeof EmployeeId>

/** Names a customer group. */
export const GroupId = idOf('GroupId')
export type GroupId = t.TypeOf<typeof GroupId>

/** Names a natural person. */
export const PersonId = idOf('PersonId')
export type PersonId = t.TypeOf<typeof PersonId>

/** Names a project. */
export const ProjectId = idOf('ProjectId')
export type ProjectId = t.TypeOf<typeof ProjectId>

/** Names a saved report. */
export const ReportId = idOf('ReportId')
export type ReportId = t.TypeOf<typeof ReportId>

/** Names a role. */
export const RoleId = idOf('RoleId')
export type RoleId = t.TypeOf<typeof RoleId>

/** Names a number series. */
export const SeriesId = idOf('SeriesId')
export type SeriesId = t.TypeOf<typeof SeriesId>

/** Names a special group. */
export const SpecialGroupId = idOf('SpecialGroupId')
export type SpecialGroupId = t.TypeOf<typeof SpecialGroupId>

/** Names a customer or project. */
export const SubjectId = idOf<'SubjectId', 'CustomerId' | 'ProjectId'>('SubjectId')
export type SubjectId = t.TypeOf<typeof SubjectId>

/** Names a mailbox of an employee: its address, or an id of the host. */
export const MailboxId = idOf('MailboxId')
export type MailboxId = t.TypeOf<typeof MailboxId>

/** Names a note, meeting, task, file link or e-mail. */
export const ActivityId = idOf('ActivityId')
export type ActivityId = t.TypeOf<typeof ActivityId>

/** Names a team. */
export const TeamId = idOf('TeamId')
export type TeamId = t.TypeOf<typeof TeamId>

/** Names a legal entity of a customer. */
export const LegalEntityId = idOf('LegalEntityId')
export type LegalEntityId = t.TypeOf<typeof LegalEntityId>

/** Names a personal account of a customer. */
export const AccountId = idOf('AccountId')
export type AccountId = t.TypeOf<typeof AccountId>

/** Names a product or service. */
export const ProductId = idOf('ProductId')
export type ProductId = t.TypeOf<typeof ProductId>

/** Names a dimension customers are tracked by, such as `region`. */
export const TrackingDimension = idOf('TrackingDimension')
export type TrackingDimension = t.TypeOf<typeof TrackingDimension>
