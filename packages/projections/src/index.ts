export * from './register/register.js'
export * from './views/assignee-list.js'
export * from './views/responsibility-matrix.js'
