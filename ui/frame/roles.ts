/** Who may stand before the page. The same facts are told to each in the words of their work. */
export const PERSON_ROLES = ['plantManager', 'operator', 'sales', 'planner', 'coo', 'cio', 'finance', 'hr', 'ot'] as const
export type PersonRole = (typeof PERSON_ROLES)[number]

const REMEMBERED = 'throughline.role'

export function isPersonRole(value: unknown): value is PersonRole {
  return PERSON_ROLES.some((each) => each === value)
}

/** The role that was chosen last on this machine. */
export function rememberedRole(): PersonRole | undefined {
  const value = localStorage.getItem(REMEMBERED)
  return isPersonRole(value) ? value : undefined
}

export function rememberRole(role: PersonRole): void {
  localStorage.setItem(REMEMBERED, role)
}
