/** What each view answers, for editors to show; made by `npm run generate` from the docstrings of the views. */
export type DocumentedViews = {
  /** Who is responsible for whom on a day: a row per customer (by name, archived ones never) and, beneath it, its open projects; a column per employee. Team and employee limit the columns only, so that one can add. Who stands in for an employee who is away has that employee's cells beside its own. Refuses by throwing `QuestionRefused`. */
  readonly responsibilityMatrix: unknown
  /** Who is responsible, one row per customer, person and role, and one per substitute of an employee away on the day; by customer name, person name and role. Refuses by throwing `QuestionRefused`. */
  readonly assigneeList: unknown
  /** The customers by name with the chosen columns. Refuses with a `Left`. */
  readonly customerList: unknown
  /** The customers that match, by name, with the selected columns; ignores list preferences. Refuses with a `Left`. */
  readonly customerReport: unknown
  /** The current data of a customer; `null` if it is unknown or not visible. Refuses by throwing `QuestionRefused`. */
  readonly customerCard: unknown
  /** The groups as a tree, siblings by name, ending with "No group". A customer counts once per group. Refuses by throwing `QuestionRefused`. */
  readonly groupTree: unknown
  /** The rows of the tree by name, whatever their place, ending with "No group". Refuses by throwing `QuestionRefused`. */
  readonly groupList: unknown
  /** What can be chosen in a report's group menu: customer groups, then special groups, by name; no archived ones. Refuses by throwing `QuestionRefused`. */
  readonly groupSelector: unknown
  /** The customers of a group, or of "No group" (`null`), by name. Refuses by throwing `QuestionRefused`. */
  readonly customersOfGroup: unknown
  /** The special groups by name, with their customers counted. Refuses by throwing `QuestionRefused`. */
  readonly specialGroupList: unknown
  /** The customers of a special group by name. Refuses by throwing `QuestionRefused`. */
  readonly customersOfSpecialGroup: unknown
  /** The group that applied to a customer on a day, at its end; `null` for none, and where the viewer may not see it. Refuses by throwing `QuestionRefused`. */
  readonly groupOfCustomer: unknown
  /** The customers that were in any of some groups, and in any of some special groups, during a period, each once, by name, with the days they were; without groups of either kind nobody. Without an end of the period a membership that lasts has no number of days: `null`; so has being in no group without a beginning. A deleted group matches nobody. A period that ends before it begins is refused. Refuses with a `Left`. */
  readonly groupReport: unknown
  /** The start dates of all customers by name, archived ones too. Refuses by throwing `QuestionRefused`. */
  readonly startDates: unknown
  /** Whether one may contact a person or customer, by channel, by which fact and whose statement; none for somebody unknown, and of a record that was merged into another what is true of that one. Whose word reaches whom is written in `docs/marketing-permissions.md`. Refuses by throwing `QuestionRefused`. */
  readonly marketingPermissions: unknown
  /** The people of some customers who may be contacted by a channel, by name, each once; the others are counted by the reason that keeps them out, each once. A banned person never comes, whatever was agreed to. Refuses by throwing `QuestionRefused`. */
  readonly targetGroup: unknown
  /** The number the next customer would get: the smallest from the group's (or its nearest ancestor's) numbering start, or from the series, that was never reserved. `null` without a start or series, or when it is used up. Refuses by throwing `QuestionRefused`. */
  readonly nextCustomerNumber: unknown
  /** Persons by last and first name, none who was merged into another; `text` is any part of the field, without case and diacritics. Without a viewer who is an employee nobody is `mine` or of `myGroup`. Refuses by throwing `QuestionRefused`. */
  readonly contactSearch: unknown
  /** The meetings with a contact, newest first. Refuses by throwing `QuestionRefused`. */
  readonly contactMeetings: unknown
  /** The tasks about a contact, newest first, of some statuses or of all. Refuses by throwing `QuestionRefused`. */
  readonly contactTasks: unknown
  /** The notes on a contact, on its companies and on the projects in which it takes part, newest first; for employees with access to the CRM, and not those of customers they may not see (24SevenOffice, "Anteckningar"). Refuses by throwing `QuestionRefused`. */
  readonly contactNotes: unknown
  /** The files linked to a contact, newest first. Refuses by throwing `QuestionRefused`. */
  readonly contactFiles: unknown
  /** The e-mails from and to a contact, newest first. While access is restricted nobody but administrators reads them, not even who sent or received them (24SevenOffice, "Begränsa åtkomst"). Refuses by throwing `QuestionRefused`. */
  readonly contactEmails: unknown
  /** What the data of a contact is good for: a map where it or its company has an address, text messages to a mobile, a look-up of its number, a web page (24SevenOffice, "Tjänster"). `null` for nobody the viewer may see. Refuses by throwing `QuestionRefused`. */
  readonly contactServices: unknown
  /** The tasks, meetings, notes and files of a customer, newest first: those that are linked to it, and those that are linked to one of its projects. Nothing where the viewer may not see the customer. Refuses by throwing `QuestionRefused`. */
  readonly customerActivities: unknown
  /** The tasks by due date, those without one last. A period that ends before it begins is refused. Refuses with a `Left`. */
  readonly taskList: unknown
  /** The projects by name, with their customers; those of customers that the viewer may see. Refuses by throwing `QuestionRefused`. */
  readonly projectList: unknown
  /** One project with its people and activities, newest first; `null` if it is unknown or its customer not visible. Refuses by throwing `QuestionRefused`. */
  readonly projectCard: unknown
  /** Who may log in for a customer, by name, as far as the viewer sees them; nobody where it may not see the customer. Refuses by throwing `QuestionRefused`. */
  readonly portalUsers: unknown
  /** The customers that have a property, by name; archived ones unless they are left out. Refuses by throwing `QuestionRefused`. */
  readonly customersWithProperty: unknown
  /** How the customers are spread over the values of a tracking dimension, over a period, by the values' names. A period that ends before it begins is refused. Refuses with a `Left`. */
  readonly trackingReport: unknown
  /** The values of a catalogue by name, `contactProperty` among the catalogues. Refuses by throwing `QuestionRefused`. */
  readonly classifierValues: unknown
  /** The number series by id. Refuses by throwing `QuestionRefused`. */
  readonly numberSeries: unknown
  /** The posting defaults of a customer by its (first) group; nothing where the viewer may not see it. Refuses by throwing `QuestionRefused`. */
  readonly postingDefaults: unknown
  /** The customers, by name, that lack a required role on a day; archived ones need none. Refuses by throwing `QuestionRefused`. */
  readonly vacantRoles: unknown
  /** The responsibilities for customers in force on a day whose last day comes soon, the first to end first. Refuses by throwing `QuestionRefused`. */
  readonly endingResponsibilities: unknown
  /** Customers that share a business id, a name or an e-mail address, case, spaces and punctuation apart: candidates for `MergeCustomers`. The strongest criterion comes first; archived and merged customers are left out. Refuses by throwing `QuestionRefused`. */
  readonly duplicateCandidates: unknown
  /** Whom a customer's document goes to: all contacts with the property its setting names for e-mail invoices and payment reminders, the first of them for orders; without any, the customer's first contact. Bans do not matter: a document is no marketing. Contacts whom the viewer may not see do not count. Refuses by throwing `QuestionRefused`. */
  readonly documentContact: unknown
  /** Whether a customer may issue an invoice of a type to itself, for a product if one is named: what is allowed, or the refusal. A type allowed for some products only needs a product to be named. Refuses with a `Left`. */
  readonly selfIssuableInvoice: unknown
  /** The settings in force. Refuses by throwing `QuestionRefused`. */
  readonly settings: unknown
  /** The columns and filters a user chose for a list; the standard ones where nothing was saved. Refuses by throwing `QuestionRefused`. */
  readonly listPreferences: unknown
  /** The reports a viewer can run: its own and the office's, by name. A filter on a deleted group is kept and matches nobody. Without a viewer, the office's. Refuses by throwing `QuestionRefused`. */
  readonly savedReports: unknown
  /** Runs a report with every filter and the columns it has: the customers that match now or, where it has a period or an employee, that matched on some day of the period. What it holds and cannot be applied is refused by name. Refuses with a `Left`. */
  readonly report: unknown
  /** A report as a table; its refusals are those of `report`. Refuses with a `Left`. */
  readonly reportListing: unknown
  /** The assignee list as filtered, exactly its seven columns; where projects are shown, the project behind them. Refuses by throwing `QuestionRefused`. */
  readonly assigneeListing: unknown
  /** A group's customers. Refuses by throwing `QuestionRefused`. */
  readonly groupMembersListing: unknown
  /** The special groups by name, with their legends and how many customers each has. Refuses by throwing `QuestionRefused`. */
  readonly specialGroupListing: unknown
  /** A special group's customers. Refuses by throwing `QuestionRefused`. */
  readonly specialGroupMembersListing: unknown
  /** The customer list with the list preferences of its viewer. Refuses with a `Left`. */
  readonly customerListing: unknown
  /** A customer report with the columns selected at export; ignores list preferences. Refuses with a `Left`. */
  readonly customerReportListing: unknown
  /** The matrix: a column per employee, `x` or, by role, the roles in the cells. Refuses by throwing `QuestionRefused`. */
  readonly matrixListing: unknown
  /** The assignee list as filtered, exactly its seven columns; where projects are shown, the project behind them. Refuses by throwing `QuestionRefused`. */
  readonly assigneeListExport: unknown
  /** A group's customers. Refuses by throwing `QuestionRefused`. */
  readonly groupMembersExport: unknown
  /** A special group's customers. Refuses by throwing `QuestionRefused`. */
  readonly specialGroupMembersExport: unknown
  /** A customer report with the columns selected at export; ignores list preferences. Refuses with a `Left`. */
  readonly customerReportExport: unknown
  /** The contacts a search finds. Refuses by throwing `QuestionRefused`. */
  readonly contactListing: unknown
  /** The persons who may be contacted by a channel, with their customers and by what. Refuses by throwing `QuestionRefused`. */
  readonly targetGroupListing: unknown
  /** By which channels a person or customer may be contacted, a row each. Refuses by throwing `QuestionRefused`. */
  readonly permissionListing: unknown
  /** The group tree; how deep a group stands is shown by blanks before its name. Refuses by throwing `QuestionRefused`. */
  readonly groupTreeListing: unknown
  /** The groups by name. Refuses by throwing `QuestionRefused`. */
  readonly groupListListing: unknown
  /** The customers of a group report. A period that ends before it begins is refused. Refuses with a `Left`. */
  readonly groupReportListing: unknown
  /** The start date of each customer. Refuses by throwing `QuestionRefused`. */
  readonly startDateListing: unknown
  /** The activities of a customer as a table. Refuses by throwing `QuestionRefused`. */
  readonly customerActivityListing: unknown
  /** Tasks as a table. A period that ends before it begins is refused. Refuses with a `Left`. */
  readonly taskListing: unknown
  /** The projects as a table. Refuses by throwing `QuestionRefused`. */
  readonly projectListing: unknown
  /** The card of a project in sections: its facts and its activities; `null` if it is unknown or not visible. Refuses by throwing `QuestionRefused`. */
  readonly projectCardSections: unknown
  /** The customer card as facts, one per row; `null` if the customer is unknown or not visible. Refuses by throwing `QuestionRefused`. */
  readonly customerCardListing: unknown
  /** Everything that ever happened to a subject and to the records that were merged into it, newest first; what was recorded later comes before what was recorded at the same time earlier. Names are those of the time. A viewer gets no line about a customer or person it may not see. A period that ends before it begins is refused. Refuses with a `Left`. */
  readonly subjectHistory: unknown
  /** The history of a customer: its own events and those of contacts being linked to it. Refuses with a `Left`. */
  readonly customerHistory: unknown
  /** The history of a person. Refuses with a `Left`. */
  readonly contactHistory: unknown
  /** One person with its companies and tabs; `offset` and `limit` say which part of every tab to give. `null` when there is nobody of this id or the viewer may not see it. Refuses by throwing `QuestionRefused`. */
  readonly contactCard: unknown
  /** The contact card in sections, without empty ones; `null` if the person is unknown or not visible. Refuses by throwing `QuestionRefused`. */
  readonly contactCardSections: unknown
  /** A subject's history. Refuses with a `Left`. */
  readonly historyListing: unknown
}
