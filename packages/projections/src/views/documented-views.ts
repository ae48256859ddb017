/** What each view answers, for editors to show; made by `npm run generate` from the docstrings of the views. */
export type DocumentedViews<Bound extends { readonly [view: string]: unknown }> = {
  /** Who is responsible for whom on a day: a row per customer (by name, archived ones never) and, beneath it, its open projects; a column per employee. Team and employee limit the columns only, so that one can add. Who stands in for an employee who is away has that employee's cells beside its own. Refuses by throwing `QuestionRefused`. */
  readonly responsibilityMatrix: Bound['responsibilityMatrix']
  /** Who is responsible, one row per customer, person and role, and one per substitute of an employee away on the day; by customer name, person name and role. Refuses by throwing `QuestionRefused`. */
  readonly assigneeList: Bound['assigneeList']
  /** The customers by name with the chosen columns. Refuses with a `Left`. */
  readonly customerList: Bound['customerList']
  /** The customers that match, by name, with the selected columns; ignores list preferences. Refuses with a `Left`. */
  readonly customerReport: Bound['customerReport']
  /** The current data of a customer; `null` if it is unknown or not visible. Refuses by throwing `QuestionRefused`. */
  readonly customerCard: Bound['customerCard']
  /** The groups as a tree, siblings by name, ending with "No group". A customer counts once per group. Refuses by throwing `QuestionRefused`. */
  readonly groupTree: Bound['groupTree']
  /** The rows of the tree by name, whatever their place, ending with "No group". Refuses by throwing `QuestionRefused`. */
  readonly groupList: Bound['groupList']
  /** What can be chosen in a report's group menu: customer groups, then special groups, by name; no archived ones. Refuses by throwing `QuestionRefused`. */
  readonly groupSelector: Bound['groupSelector']
  /** The customers of a group, or of "No group" (`null`), by name. Refuses by throwing `QuestionRefused`. */
  readonly customersOfGroup: Bound['customersOfGroup']
  /** The special groups by name, with their customers counted. Refuses by throwing `QuestionRefused`. */
  readonly specialGroupList: Bound['specialGroupList']
  /** The customers of a special group by name. Refuses by throwing `QuestionRefused`. */
  readonly customersOfSpecialGroup: Bound['customersOfSpecialGroup']
  /** The group that applied to a customer on a day, at its end; `null` for none, and where the viewer may not see it. Refuses by throwing `QuestionRefused`. */
  readonly groupOfCustomer: Bound['groupOfCustomer']
  /** The customers that were in any of some groups, and in any of some special groups, during a period, each once, by name, with the days they were; without groups of either kind nobody. Without an end of the period a membership that lasts has no number of days: `null`; so has being in no group without a beginning. A deleted group matches nobody. A period that ends before it begins is refused. Refuses with a `Left`. */
  readonly groupReport: Bound['groupReport']
  /** The start dates of all customers by name, archived ones too. Refuses by throwing `QuestionRefused`. */
  readonly startDates: Bound['startDates']
  /** Whether one may contact a person or customer, by channel, by which fact and whose statement; none for somebody unknown, and of a record that was merged into another what is true of that one. Whose word reaches whom is written in `docs/marketing-permissions.md`. Refuses by throwing `QuestionRefused`. */
  readonly marketingPermissions: Bound['marketingPermissions']
  /** The people of some customers who may be contacted by a channel, by name, each once; the others are counted by the reason that keeps them out, each once. A banned person never comes, whatever was agreed to. Refuses by throwing `QuestionRefused`. */
  readonly targetGroup: Bound['targetGroup']
  /** The number the next customer would get: the smallest from the group's (or its nearest ancestor's) numbering start, or from the series, that was never reserved. `null` without a start or series, or when it is used up. Refuses by throwing `QuestionRefused`. */
  readonly nextCustomerNumber: Bound['nextCustomerNumber']
  /** Persons by last and first name, none who was merged into another; `text` is any part of the field, without case and diacritics. Without a viewer who is an employee nobody is `mine` or of `myGroup`. Refuses by throwing `QuestionRefused`. */
  readonly contactSearch: Bound['contactSearch']
  /** The meetings with a contact, newest first. Refuses by throwing `QuestionRefused`. */
  readonly contactMeetings: Bound['contactMeetings']
  /** The tasks about a contact, newest first, of some statuses or of all. Refuses by throwing `QuestionRefused`. */
  readonly contactTasks: Bound['contactTasks']
  /** The notes on a contact, on its companies and on the projects in which it takes part, newest first; for employees with access to the CRM, and not those of customers they may not see (24SevenOffice, "Anteckningar"). Refuses by throwing `QuestionRefused`. */
  readonly contactNotes: Bound['contactNotes']
  /** The files linked to a contact, newest first. Refuses by throwing `QuestionRefused`. */
  readonly contactFiles: Bound['contactFiles']
  /** The e-mails from and to a contact, newest first. While access is restricted nobody but administrators reads them, not even who sent or received them (24SevenOffice, "Begränsa åtkomst"). Refuses by throwing `QuestionRefused`. */
  readonly contactEmails: Bound['contactEmails']
  /** What the data of a contact is good for: a map where it or its company has an address, text messages to a mobile, a look-up of its number, a web page (24SevenOffice, "Tjänster"). `null` for nobody the viewer may see. Refuses by throwing `QuestionRefused`. */
  readonly contactServices: Bound['contactServices']
  /** The tasks, meetings, notes and files of a customer, newest first: those that are linked to it, and those that are linked to one of its projects. Nothing where the viewer may not see the customer. Refuses by throwing `QuestionRefused`. */
  readonly customerActivities: Bound['customerActivities']
  /** The tasks by due date, those without one last. A period that ends before it begins is refused. Refuses with a `Left`. */
  readonly taskList: Bound['taskList']
  /** The projects by name, with their customers; those of customers that the viewer may see. Refuses by throwing `QuestionRefused`. */
  readonly projectList: Bound['projectList']
  /** One project with its people and activities, newest first; `null` if it is unknown or its customer not visible. Refuses by throwing `QuestionRefused`. */
  readonly projectCard: Bound['projectCard']
  /** Who may log in for a customer, by name, as far as the viewer sees them; nobody where it may not see the customer. Refuses by throwing `QuestionRefused`. */
  readonly portalUsers: Bound['portalUsers']
  /** The customers that have a property, by name; archived ones unless they are left out. Refuses by throwing `QuestionRefused`. */
  readonly customersWithProperty: Bound['customersWithProperty']
  /** How the customers are spread over the values of a tracking dimension, over a period, by the values' names. A period that ends before it begins is refused. Refuses with a `Left`. */
  readonly trackingReport: Bound['trackingReport']
  /** The values of a catalogue by name, `contactProperty` among the catalogues. Refuses by throwing `QuestionRefused`. */
  readonly classifierValues: Bound['classifierValues']
  /** The number series by id. Refuses by throwing `QuestionRefused`. */
  readonly numberSeries: Bound['numberSeries']
  /** The posting defaults of a customer by its (first) group; nothing where the viewer may not see it. Refuses by throwing `QuestionRefused`. */
  readonly postingDefaults: Bound['postingDefaults']
  /** The customers, by name, that lack a required role on a day; archived ones need none. Refuses by throwing `QuestionRefused`. */
  readonly vacantRoles: Bound['vacantRoles']
  /** The responsibilities for customers in force on a day whose last day comes soon, the first to end first. Refuses by throwing `QuestionRefused`. */
  readonly endingResponsibilities: Bound['endingResponsibilities']
  /** Customers that share a business id, a name or an e-mail address, case, spaces and punctuation apart: candidates for `MergeCustomers`. The strongest criterion comes first; archived and merged customers are left out. Refuses by throwing `QuestionRefused`. */
  readonly duplicateCandidates: Bound['duplicateCandidates']
  /** Whom a customer's document goes to: all contacts with the property its setting names for e-mail invoices and payment reminders, the first of them for orders; without any, the customer's first contact. Bans do not matter: a document is no marketing. Contacts whom the viewer may not see do not count. Refuses by throwing `QuestionRefused`. */
  readonly documentContact: Bound['documentContact']
  /** Whether a customer may issue an invoice of a type to itself, for a product if one is named: what is allowed, or the refusal. A type allowed for some products only needs a product to be named. Refuses with a `Left`. */
  readonly selfIssuableInvoice: Bound['selfIssuableInvoice']
  /** The settings in force. Refuses by throwing `QuestionRefused`. */
  readonly settings: Bound['settings']
  /** The columns and filters a user chose for a list; the standard ones where nothing was saved. Refuses by throwing `QuestionRefused`. */
  readonly listPreferences: Bound['listPreferences']
  /** The reports a viewer can run: its own and the office's, by name. A filter on a deleted group is kept and matches nobody. Without a viewer, the office's. Refuses by throwing `QuestionRefused`. */
  readonly savedReports: Bound['savedReports']
  /** Runs a report with every filter and the columns it has: the customers that match now or, where it has a period or an employee, that matched on some day of the period. What it holds and cannot be applied is refused by name. Refuses with a `Left`. */
  readonly report: Bound['report']
  /** A report as a table; its refusals are those of `report`. Refuses with a `Left`. */
  readonly reportListing: Bound['reportListing']
  /** The assignee list as filtered, exactly its seven columns; where projects are shown, the project behind them. Refuses by throwing `QuestionRefused`. */
  readonly assigneeListing: Bound['assigneeListing']
  /** A group's customers. Refuses by throwing `QuestionRefused`. */
  readonly groupMembersListing: Bound['groupMembersListing']
  /** The special groups by name, with their legends and how many customers each has. Refuses by throwing `QuestionRefused`. */
  readonly specialGroupListing: Bound['specialGroupListing']
  /** A special group's customers. Refuses by throwing `QuestionRefused`. */
  readonly specialGroupMembersListing: Bound['specialGroupMembersListing']
  /** The customer list with the list preferences of its viewer. Refuses with a `Left`. */
  readonly customerListing: Bound['customerListing']
  /** A customer report with the columns selected at export; ignores list preferences. Refuses with a `Left`. */
  readonly customerReportListing: Bound['customerReportListing']
  /** The matrix: a column per employee, `x` or, by role, the roles in the cells. Refuses by throwing `QuestionRefused`. */
  readonly matrixListing: Bound['matrixListing']
  /** The assignee list as filtered, exactly its seven columns; where projects are shown, the project behind them. Refuses by throwing `QuestionRefused`. */
  readonly assigneeListExport: Bound['assigneeListExport']
  /** A group's customers. Refuses by throwing `QuestionRefused`. */
  readonly groupMembersExport: Bound['groupMembersExport']
  /** A special group's customers. Refuses by throwing `QuestionRefused`. */
  readonly specialGroupMembersExport: Bound['specialGroupMembersExport']
  /** A customer report with the columns selected at export; ignores list preferences. Refuses with a `Left`. */
  readonly customerReportExport: Bound['customerReportExport']
  /** The contacts a search finds. Refuses by throwing `QuestionRefused`. */
  readonly contactListing: Bound['contactListing']
  /** The persons who may be contacted by a channel, with their customers and by what. Refuses by throwing `QuestionRefused`. */
  readonly targetGroupListing: Bound['targetGroupListing']
  /** By which channels a person or customer may be contacted, a row each. Refuses by throwing `QuestionRefused`. */
  readonly permissionListing: Bound['permissionListing']
  /** The group tree; how deep a group stands is shown by blanks before its name. Refuses by throwing `QuestionRefused`. */
  readonly groupTreeListing: Bound['groupTreeListing']
  /** The groups by name. Refuses by throwing `QuestionRefused`. */
  readonly groupListListing: Bound['groupListListing']
  /** The customers of a group report. A period that ends before it begins is refused. Refuses with a `Left`. */
  readonly groupReportListing: Bound['groupReportListing']
  /** The start date of each customer. Refuses by throwing `QuestionRefused`. */
  readonly startDateListing: Bound['startDateListing']
  /** The activities of a customer as a table. Refuses by throwing `QuestionRefused`. */
  readonly customerActivityListing: Bound['customerActivityListing']
  /** Tasks as a table. A period that ends before it begins is refused. Refuses with a `Left`. */
  readonly taskListing: Bound['taskListing']
  /** The projects as a table. Refuses by throwing `QuestionRefused`. */
  readonly projectListing: Bound['projectListing']
  /** The card of a project in sections: its facts and its activities; `null` if it is unknown or not visible. Refuses by throwing `QuestionRefused`. */
  readonly projectCardSections: Bound['projectCardSections']
  /** The customer card as facts, one per row; `null` if the customer is unknown or not visible. Refuses by throwing `QuestionRefused`. */
  readonly customerCardListing: Bound['customerCardListing']
  /** Everything that ever happened to a subject and to the records that were merged into it, newest first; what was recorded later comes before what was recorded at the same time earlier. Names are those of the time. A viewer gets no line about a customer or person it may not see. A period that ends before it begins is refused. Refuses with a `Left`. */
  readonly subjectHistory: Bound['subjectHistory']
  /** The history of a customer: its own events and those of contacts being linked to it. Refuses with a `Left`. */
  readonly customerHistory: Bound['customerHistory']
  /** The history of a person. Refuses with a `Left`. */
  readonly contactHistory: Bound['contactHistory']
  /** One person with its companies and tabs; `offset` and `limit` say which part of every tab to give. `null` when there is nobody of this id or the viewer may not see it. Refuses by throwing `QuestionRefused`. */
  readonly contactCard: Bound['contactCard']
  /** The contact card in sections, without empty ones; `null` if the person is unknown or not visible. Refuses by throwing `QuestionRefused`. */
  readonly contactCardSections: Bound['contactCardSections']
  /** A subject's history. Refuses with a `Left`. */
  readonly historyListing: Bound['historyListing']
}
