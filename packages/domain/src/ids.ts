import { idOf } from './kernel/input/codec.js'

/** Names a responsibility. */
export const AssignmentId = idOf('AssignmentId')

/** Names a catalogue of classifier values. */
export const CatalogueName = idOf('CatalogueName')

/** Names a value of a catalogue. */
export const ClassifierValue = idOf('ClassifierValue')

/** Names a contact group. */
export const ContactGroupId = idOf('ContactGroupId')

/** Names a customer. */
export const CustomerId = idOf('CustomerId')

/** Names an invoice or sales order. */
export const DocumentId = idOf('DocumentId')

/** Names an employee of ours. */
export const EmployeeId = idOf('EmployeeId')

/** Names a customer group. */
export const GroupId = idOf('GroupId')

/** Names a natural person. */
export const PersonId = idOf('PersonId')

/** Names a project. */
export const ProjectId = idOf('ProjectId')

/** Names a saved report. */
export const ReportId = idOf('ReportId')

/** Names a role. */
export const RoleId = idOf('RoleId')

/** Names a number series. */
export const SeriesId = idOf('SeriesId')

/** Names a special group. */
export const SpecialGroupId = idOf('SpecialGroupId')

/** Names a customer or project. */
export const SubjectId = idOf('SubjectId')

/** Names a mailbox of an employee: its address, or an id of the host's. */
export const MailboxId = idOf('MailboxId')

/** Names a note, meeting, task, file link or e-mail. */
export const ActivityId = idOf('ActivityId')

/** Names a team. */
export const TeamId = idOf('TeamId')

/** Names a legal entity of a customer. */
export const LegalEntityId = idOf('LegalEntityId')

/** Names a personal account of a customer. */
export const AccountId = idOf('AccountId')

/** Names a product or service. */
export const ProductId = idOf('ProductId')

/** Names a dimension customers are tracked by, such as `region`. */
export const TrackingDimension = idOf('TrackingDimension')
