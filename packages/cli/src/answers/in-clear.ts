const onlyEncrypted =
  'Only texts encrypted under a master key (CLIENTELE_MASTER_KEY) are erased from the log: "clientele encrypt" moves a ' +
  'register to an encrypted one.'

/** What stays of somebody who was erased, when so many events of the log hold its texts in clear. */
export const inClearSentence = (count: number): string =>
  'Views, lists and histories show nothing of who was erased any more, but the texts stay in clear in ' +
  `${count} of the events of the log, and in backups. ${onlyEncrypted}`

/** What would stay of somebody who is not erased yet. */
export const wouldStaySentence = (count: number): string =>
  `The texts would stay in clear in ${count} of the events of the log, and in backups. ${onlyEncrypted}`
