/** What a caller may do, and which role may do it. Every route names one of these. */

/** `public` needs no account; the others are granted by role. */
export type Permission = 'public' | 'session.own' | 'plant.read' | 'plant.change' | 'imports.run'

/** Roles of accounts. */
export type RoleName = 'owner' | 'planner' | 'viewer'

const granted: Readonly<Record<RoleName, ReadonlySet<Permission>>> = {
  owner: new Set(['public', 'session.own', 'plant.read', 'plant.change', 'imports.run']),
  planner: new Set(['public', 'session.own', 'plant.read', 'plant.change', 'imports.run']),
  viewer: new Set(['public', 'session.own', 'plant.read']),
}

export const roleNames = Object.keys(granted) as readonly RoleName[]

export function mayDo(role: RoleName, permission: Permission): boolean {
  return granted[role].has(permission)
}

/** What a role may do, in a fixed order. */
export function permissionsOf(role: RoleName): readonly Permission[] {
  return [...granted[role]]
}
