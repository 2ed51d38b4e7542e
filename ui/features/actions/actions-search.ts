/** What the address of the actions page holds. */
import type { WorkRole } from '../../../src/core/records/work-role.ts'
import { kitEn } from '../../kit/words-en.ts'

export interface ActionsSearch {
  /** Whose inbox is read; that of the page's role when not stated. */
  readonly inbox?: WorkRole
}

/** A role as an address names it; undefined for anything else. */
export function workRoleOf(value: unknown): WorkRole | undefined {
  return typeof value === 'string' && Object.hasOwn(kitEn.workRoles, value) ? (value as WorkRole) : undefined
}
