/** Actions that were proposed and that nobody has taken on: decisions that wait, whoever they are asked of. */
import { Answer } from '../../kit/answer.tsx'
import { Section } from '../../kit/section.tsx'
import { useWords } from '../../words/use-words.tsx'
import { ActionList } from './action-list.tsx'
import { useOpenActions } from './use-open-actions.ts'

export function DecisionsWaiting() {
  const { now } = useWords()
  const actions = useOpenActions()
  return (
    <Section title={now.waiting}>
      <Answer of={actions}>
        {({ items }) => <ActionList items={items.filter(({ action }) => action.state === 'proposed')} empty={now.noneWaits} />}
      </Answer>
    </Section>
  )
}
