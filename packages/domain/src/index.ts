export * from './catalogue.js'
export * from './decisions.js'
export * from './host/index.js'
export * from './ids.js'
export * from './kernel/index.js'
export {
  erasedText,
  type PersonalText,
  personalTexts,
  personsNamedIn,
  type TextPath,
  type WithTexts,
  withTexts,
} from './personal-texts.js'
export * from './ports/index.js'
export * from './rules/activity/index.js'
export * from './rules/billing/index.js'
export * from './rules/classifiers/index.js'
export * from './rules/contact-traits/index.js'
export * from './rules/customer/index.js'
export * from './rules/customer-groups/index.js'
export * from './rules/customer-numbers/index.js'
export * from './rules/customer-traits/index.js'
export * from './rules/employee/index.js'
export * from './rules/list-preferences/index.js'
export * from './rules/marketing/index.js'
export * from './rules/merging/index.js'
export * from './rules/person/index.js'
export * from './rules/privacy/index.js'
export * from './rules/project/index.js'
export * from './rules/reports/index.js'
export * from './rules/responsibilities/index.js'
export * from './rules/rights/index.js'
export * from './rules/roles/index.js'
export * from './rules/settings/index.js'
export * from './rules/special-groups/index.js'
export { schemas } from './schemas.js'
