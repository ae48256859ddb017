/** What each view answers, for editors to show; made by `npm run generate` from the docstrings of the views. */
export type DocumentedViews<Bound extends { readonly [view: string]: unknown }> = {
  /** The responsibilities on a day: a row per customer, by name, without archived ones, followed by its open projects; a column per employee. The filters for team and employees limit only the columns, so that responsibilities can be added. A substitute has the cells of the absent employee in addition to its own. Refuses by throwing `QuestionRefused`. */
  readonly responsibilityMatrix: Bound['responsibilityMatrix']
  /** The responsibilities: one row per customer, person and role, and one per substitute of an employee absent on the day; by customer name, person name and role. Refuses by throwing `QuestionRefused`. */
  readonly assigneeList: Bound['assigneeList']
  /** The customers by name with the selected columns. Refuses with a `Left`. */
  readonly customerList: Bound['customerList']
  /** The matching customers, by name, with the selected columns; ignores list preferences. Refuses with a `Left`. */
  readonly customerReport: Bound['customerReport']
  /** The current data of a customer; `null` if it is unknown or not visible. Refuses by throwing `QuestionRefused`. */
  readonly customerCard: Bound['customerCard']
  /** The groups as a tree, siblings by name, ending with "No group". A customer counts once per group. Refuses by throwing `QuestionRefused`. */
  readonly groupTree: Bound['groupTree']
  /** The rows of the tree by name, whatever their parent, ending with "No group". Refuses by throwing `QuestionRefused`. */
  readonly groupList: Bound['groupList']
  /** The choices of a report's group menu: customer groups, then special groups, each by name, without archived groups. Refuses by throwing `QuestionRefused`. */
  readonly groupSelector: Bound['groupSelector']
  /** The customers of a group, or of "No group" (`null`), by name. Refuses by throwing `QuestionRefused`. */
  readonly customersOfGroup: Bound['customersOfGroup']
  /** The special groups by name, with their numbers of customers. Refuses by throwing `QuestionRefused`. */
  readonly specialGroupList: Bound['specialGroupList']
  /** The customers of a special group by name. Refuses by throwing `QuestionRefused`. */
  readonly customersOfSpecialGroup: Bound['customersOfSpecialGroup']
  /** The (first) group of a customer at the end of a day; `null` if it has none or the viewer may not see the customer. Refuses by throwing `QuestionRefused`. */
  readonly groupOfCustomer: Bound['groupOfCustomer']
  /** The distinct customers, by name, that were in any of the groups, and in any of the special groups, during a period, with the number of days; empty if neither groups nor special groups are given. The number of days is `null` for a lasting membership if the period has no end, and for days in no group if it has no start. Deleted groups match no customer. Customers that were merged into others since the end of the period are included. Refuses a period that ends before it starts. Refuses with a `Left`. */
  readonly groupReport: Bound['groupReport']
  /** The start dates of all customers by name, including archived ones. Refuses by throwing `QuestionRefused`. */
  readonly startDates: Bound['startDates']
  /** Whether a person or customer may be contacted, by channel, with the deciding fact and statement; empty if the party is unknown or not visible. For a merged record, the permissions of its survivor. `docs/marketing-permissions.md` tells which statements apply to whom. Refuses by throwing `QuestionRefused`. */
  readonly marketingPermissions: Bound['marketingPermissions']
  /** The distinct people of the customers who may be contacted by a channel, by name; the others are counted by the reason for their exclusion, each once. A banned person is never included, whatever the consents. Refuses by throwing `QuestionRefused`. */
  readonly targetGroup: Bound['targetGroup']
  /** The number that the next customer would get: the smallest number never reserved, from the numbering start of the group (or of its nearest ancestor with one), or from the series. `null` if there is no start or series, or the series is used up. Refuses by throwing `QuestionRefused`. */
  readonly nextCustomerNumber: Bound['nextCustomerNumber']
  /** Persons by last and first name, without merged ones; `text` is any part of the field, ignoring case and diacritics. `mine` and `myGroup` are empty unless the viewer is an employee. Refuses by throwing `QuestionRefused`. */
  readonly contactSearch: Bound['contactSearch']
  /** The meetings with a contact, newest first. Refuses by throwing `QuestionRefused`. */
  readonly contactMeetings: Bound['contactMeetings']
  /** The tasks about a contact, newest first, with any of the given statuses, or all. Refuses by throwing `QuestionRefused`. */
  readonly contactTasks: Bound['contactTasks']
  /** The notes on a contact, on its companies and on the projects in which it participates, newest first. Only employees with access to the CRM see them, and no notes of customers that they may not see (24SevenOffice, "Anteckningar"). Refuses by throwing `QuestionRefused`. */
  readonly contactNotes: Bound['contactNotes']
  /** The files linked to a contact, newest first. Refuses by throwing `QuestionRefused`. */
  readonly contactFiles: Bound['contactFiles']
  /** The e-mails from and to a contact, newest first. While access is restricted, only administrators read them; not even the sender or recipient does (24SevenOffice, "Begränsa åtkomst"). Refuses by throwing `QuestionRefused`. */
  readonly contactEmails: Bound['contactEmails']
  /** The services that the data of a contact allows: a map if it or its company has an address, text messages to a mobile, a search by its number, a website (24SevenOffice, "Tjänster"). `null` if the person is unknown or not visible. Refuses by throwing `QuestionRefused`. */
  readonly contactServices: Bound['contactServices']
  /** The tasks, meetings, notes and files linked to a customer or to one of its projects, newest first. Empty if the viewer may not see the customer. Refuses by throwing `QuestionRefused`. */
  readonly customerActivities: Bound['customerActivities']
  /** The tasks by due date, tasks without one last. A task outlives its customer: those of deleted customers only are shown to administrators, who can close them or hand them over; those that also concern an existing customer to all who may see them. Refuses a period that ends before it starts. Refuses with a `Left`. */
  readonly taskList: Bound['taskList']
  /** The projects by name, with their customers; only projects of customers that the viewer may see. Refuses by throwing `QuestionRefused`. */
  readonly projectList: Bound['projectList']
  /** A project with its people and activities, newest first; `null` if it is unknown or its customer is not visible. Refuses by throwing `QuestionRefused`. */
  readonly projectCard: Bound['projectCard']
  /** The persons with portal access for a customer that the viewer may see, by name; empty if it may not see the customer. Refuses by throwing `QuestionRefused`. */
  readonly portalUsers: Bound['portalUsers']
  /** The customers that have a property, by name, including archived ones unless `includeArchived` is `false`. Refuses by throwing `QuestionRefused`. */
  readonly customersWithProperty: Bound['customersWithProperty']
  /** The numbers of customers per value of a tracking dimension over a period, by the names of the values. Customers that were merged into others since its end count. Refuses a period that ends before it starts. Refuses with a `Left`. */
  readonly trackingReport: Bound['trackingReport']
  /** The values of a catalogue by name; `contactProperty` is a catalogue, too. Refuses by throwing `QuestionRefused`. */
  readonly classifierValues: Bound['classifierValues']
  /** The number series by id. Refuses by throwing `QuestionRefused`. */
  readonly numberSeries: Bound['numberSeries']
  /** The posting defaults of a customer by its (first) group; empty if the viewer may not see the customer. Refuses by throwing `QuestionRefused`. */
  readonly postingDefaults: Bound['postingDefaults']
  /** The customers, by name, that lack a required role on a day; archived customers are left out. None while roles are disabled. Refuses by throwing `QuestionRefused`. */
  readonly vacantRoles: Bound['vacantRoles']
  /** The responsibilities for customers that are in force on a day and end within the given number of days, first to end first. Refuses by throwing `QuestionRefused`. */
  readonly endingResponsibilities: Bound['endingResponsibilities']
  /** Customers that share a business id, a name or an e-mail address, ignoring case, spaces and punctuation: candidates for `MergeCustomers`. The strongest criterion comes first; archived and merged customers are left out. Refuses by throwing `QuestionRefused`. */
  readonly duplicateCandidates: Bound['duplicateCandidates']
  /** The recipients of a customer's document: for e-mail invoices and payment reminders all contacts with the property that the setting names, for orders the first of them; without any, the customer's first contact. Bans do not apply, since a document is not marketing. Contacts that the viewer may not see are left out. Refuses by throwing `QuestionRefused`. */
  readonly documentContact: Bound['documentContact']
  /** Whether a customer may issue an invoice of a type to itself, optionally for a product: the permission, or a rejection. If the type is allowed only for some products, a product must be given. Refuses with a `Left`. */
  readonly selfIssuableInvoice: Bound['selfIssuableInvoice']
  /** The current settings. Refuses by throwing `QuestionRefused`. */
  readonly settings: Bound['settings']
  /** The columns and filters that a user saved for a list, or the standard ones. Refuses by throwing `QuestionRefused`. */
  readonly listPreferences: Bound['listPreferences']
  /** The reports that a viewer may run: its own and those of the office, by name; without a viewer, those of the office. A filter on a deleted group remains and matches no customer. Refuses by throwing `QuestionRefused`. */
  readonly savedReports: Bound['savedReports']
  /** Runs a report with its filters and columns: the customers that match now, or, if it has a period or an employee, that matched on some day of the period. A filter that cannot be applied is refused by name. Refuses with a `Left`. */
  readonly report: Bound['report']
  /** A report as a table; with the rejections of `report`. Refuses with a `Left`. */
  readonly reportListing: Bound['reportListing']
  /** The filtered assignee list as a table of its seven columns, and a column for the project if projects are shown. Refuses by throwing `QuestionRefused`. */
  readonly assigneeListing: Bound['assigneeListing']
  /** The customers of a group, as a table. Refuses by throwing `QuestionRefused`. */
  readonly groupMembersListing: Bound['groupMembersListing']
  /** The special groups by name, with their legends and numbers of customers, as a table. Refuses by throwing `QuestionRefused`. */
  readonly specialGroupListing: Bound['specialGroupListing']
  /** The customers of a special group, as a table. Refuses by throwing `QuestionRefused`. */
  readonly specialGroupMembersListing: Bound['specialGroupMembersListing']
  /** The customer list as a table, with the list preferences of its viewer. Refuses with a `Left`. */
  readonly customerListing: Bound['customerListing']
  /** A customer report as a table, with the columns selected at export; ignores list preferences. Refuses with a `Left`. */
  readonly customerReportListing: Bound['customerReportListing']
  /** The matrix as a table: a column per employee, with `x` in the cells, or the roles in mode `byRole`. Refuses by throwing `QuestionRefused`. */
  readonly matrixListing: Bound['matrixListing']
  /** The filtered assignee list as a table of its seven columns, and a column for the project if projects are shown. Refuses by throwing `QuestionRefused`. */
  readonly assigneeListExport: Bound['assigneeListExport']
  /** The customers of a group, as a table. Refuses by throwing `QuestionRefused`. */
  readonly groupMembersExport: Bound['groupMembersExport']
  /** The customers of a special group, as a table. Refuses by throwing `QuestionRefused`. */
  readonly specialGroupMembersExport: Bound['specialGroupMembersExport']
  /** A customer report as a table, with the columns selected at export; ignores list preferences. Refuses with a `Left`. */
  readonly customerReportExport: Bound['customerReportExport']
  /** The found contacts as a table. Refuses by throwing `QuestionRefused`. */
  readonly contactListing: Bound['contactListing']
  /** The persons who may be contacted by a channel, with their customers and the deciding fact, as a table. Refuses by throwing `QuestionRefused`. */
  readonly targetGroupListing: Bound['targetGroupListing']
  /** The permissions of a person or customer, a row per channel, as a table. Refuses by throwing `QuestionRefused`. */
  readonly permissionListing: Bound['permissionListing']
  /** The group tree as a table; names are indented by the depth of the group. Refuses by throwing `QuestionRefused`. */
  readonly groupTreeListing: Bound['groupTreeListing']
  /** The groups by name, as a table. Refuses by throwing `QuestionRefused`. */
  readonly groupListListing: Bound['groupListListing']
  /** The customers of a group report, as a table. Refuses a period that ends before it starts. Refuses with a `Left`. */
  readonly groupReportListing: Bound['groupReportListing']
  /** The start date of each customer, as a table. Refuses by throwing `QuestionRefused`. */
  readonly startDateListing: Bound['startDateListing']
  /** The activities of a customer as a table. Refuses by throwing `QuestionRefused`. */
  readonly customerActivityListing: Bound['customerActivityListing']
  /** Tasks as a table. Refuses a period that ends before it starts. Refuses with a `Left`. */
  readonly taskListing: Bound['taskListing']
  /** The projects as a table. Refuses by throwing `QuestionRefused`. */
  readonly projectListing: Bound['projectListing']
  /** The card of a project in sections: its facts and its activities; `null` if it is unknown or not visible. Refuses by throwing `QuestionRefused`. */
  readonly projectCardSections: Bound['projectCardSections']
  /** The customer card as facts, one per row; `null` if the customer is unknown or not visible. Refuses by throwing `QuestionRefused`. */
  readonly customerCardListing: Bound['customerCardListing']
  /** All events of a subject and of the records merged into it, newest first, in reverse order of recording. Names are those of the time of the event. A viewer gets no line about a customer or person it may not see. Refuses a period that ends before it starts. Refuses with a `Left`. */
  readonly subjectHistory: Bound['subjectHistory']
  /** The history of a customer: its own events, and those that link contacts to it. Refuses with a `Left`. */
  readonly customerHistory: Bound['customerHistory']
  /** The history of a person. Refuses with a `Left`. */
  readonly contactHistory: Bound['contactHistory']
  /** A person with its companies and tabs; `offset` and `limit` select the page of every tab. `null` if the person is unknown or not visible. Refuses by throwing `QuestionRefused`. */
  readonly contactCard: Bound['contactCard']
  /** The contact card in sections, without empty ones; `null` if the person is unknown or not visible. Refuses by throwing `QuestionRefused`. */
  readonly contactCardSections: Bound['contactCardSections']
  /** The history of a subject, as a table. Refuses with a `Left`. */
  readonly historyListing: Bound['historyListing']
}
