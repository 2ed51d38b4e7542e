/** What is said to people: notices in the words of a role, drafts to customers, and lights over work centers. */
import { notFound } from '../core/actions/deciding.ts'
import { andonOf } from '../core/actions/notices/andon.ts'
import { draftNote, languageOfCountry } from '../core/actions/words/draft-note.ts'
import { sayNotice } from '../core/actions/words/say-notice.ts'
import type { Model } from '../core/chain/model.ts'
import type { PromiseAnswer } from '../core/impact/answer.ts'
import type { PlantView } from '../core/impact/plant-view.ts'
import type { Disruption } from '../core/records/disruption.ts'
import type { Instant } from '../core/values/instant.ts'
import { ok } from '../core/values/result.ts'
import type { MessageDesk } from './message-ports.ts'

export interface MessageDeskOptions {
  /** The model as it is now. */
  readonly model: Model
  /** Plant time. */
  readonly now: () => Instant
  /** The plan that is at hand. */
  readonly view: () => PlantView
}

export function messageDesk({ model, now, view }: MessageDeskOptions): MessageDesk {
  return {
    async messages({ role, language, limit }) {
      const notices = [...model.byKind.notice.values()].filter((each) => each.role === role)
      return notices
        .sort((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? 1 : -1))
        .slice(0, limit)
        .map((notice) => {
          const { id, occasion, at, disruptionId = null, actionId = null } = notice
          const words = sayNotice(notice, { language, zone: zoneOf(model) })
          return { noticeId: id, role, occasion, at, disruptionId, actionId, language, ...words }
        })
    },
    async customerNote({ salesOrderLineId, language }) {
      const promise = view().promise(salesOrderLineId)
      if (promise === undefined) return notFound('salesOrderLine', salesOrderLineId)
      const customer = model.byKind.customer.get(promise.customerId)
      const facts = {
        ...{ order: promise.salesOrderLineId, customer: customer?.name ?? null, cause: causeOf(model, promise) },
        goods: model.byKind.material.get(promise.materialId)?.name ?? promise.materialId,
        before: promise.confirmedAt ?? promise.requestedAt,
        // Nobody promises a customer a date that fails every second time.
        after: promise.projectedP90At ?? promise.projectedAt,
      }
      return ok(draftNote(facts, { language: language ?? languageOfCountry(customer?.country), zone: zoneOf(model) }))
    },
    andon: async (language) => andonOf(model, { now: now(), language }),
  }
}

function zoneOf({ byKind }: Model): string {
  const [site] = byKind.site.values()
  return site?.zone ?? 'UTC'
}

/** What delays it most; null where no open cause does, for then no reason is known that could be shared. */
function causeOf({ byKind }: Model, { causes }: PromiseAnswer): Disruption['kind'] | null {
  const [first] = [...causes].sort((a, b) => b.seconds - a.seconds)
  return byKind.disruption.get(first?.disruptionId ?? '')?.kind ?? null
}
