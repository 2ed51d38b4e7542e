/** What a caller may do, and which role may do it. Every route names one of these. */

import type { Role } from '../../engine/ports.ts'

/** `public` needs no account; the others are granted by role. */
const PERMISSIONS = [
  'public',
  'session.own',
  'plant.read',
  'plant.change',
  'imports.run',
  /** Tells what was made at a work unit, and calls for help there. */
  'kiosk.report',
  /** Proposes, discusses, shelves, and closes actions: the plan stays as it is. */
  'actions.decide',
  /** Takes, applies and undoes what changes the plan. */
  'plan.change',
  /** Reads who may act, by name; under a works agreement alone. */
  'people.read',
  /** Sets what people sign off with, and reads who read about them. */
  'people.manage',
] as const
export type Permission = (typeof PERMISSIONS)[number]

const READING = ['public', 'session.own', 'plant.read'] as const satisfies readonly Permission[]
const LEADING = [...READING, 'kiosk.report', 'actions.decide', 'people.read'] as const satisfies readonly Permission[]

const granted: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  owner: new Set(PERMISSIONS),
  planner: new Set([...LEADING, 'plant.change', 'imports.run', 'plan.change']),
  lead: new Set(LEADING),
  operator: new Set([...READING, 'kiosk.report']),
  viewer: new Set(READING),
}

export function mayDo(role: Role, permission: Permission): boolean {
  return granted[role].has(permission)
}

/** What a role may do, in a fixed order. */
export function permissionsOf(role: Role): readonly Permission[] {
  return PERMISSIONS.filter((permission) => granted[role].has(permission))
}
