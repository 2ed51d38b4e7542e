/** What a caller may do, and which role may do it. Every route names one of these. */

import type { Role } from '../../engine/ports.ts'

/** `public` needs no account; the others are granted by role. */
export type Permission = 'public' | 'session.own' | 'plant.read' | 'plant.change' | 'imports.run'

const granted: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  owner: new Set(['public', 'session.own', 'plant.read', 'plant.change', 'imports.run']),
  planner: new Set(['public', 'session.own', 'plant.read', 'plant.change', 'imports.run']),
  viewer: new Set(['public', 'session.own', 'plant.read']),
}

export const roleNames = Object.keys(granted) as readonly Role[]

export function mayDo(role: Role, permission: Permission): boolean {
  return granted[role].has(permission)
}

/** What a role may do, in a fixed order. */
export function permissionsOf(role: Role): readonly Permission[] {
  return [...granted[role]]
}
