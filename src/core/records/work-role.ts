/** The roles that work is addressed to: a fact is told, and an action owned, by a role and never by a name. */
export const WORK_ROLES = [
  'operator',
  'teamLead',
  'maintenance',
  'planner',
  'buyer',
  'sales',
  'finance',
  'hr',
  'plantManager',
  'coo',
  'cio',
  'ot',
] as const
export type WorkRole = (typeof WORK_ROLES)[number]
