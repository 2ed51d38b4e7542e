/** Who one is, which language, light or dark: changed at once and remembered on this machine. */
import { type MantineColorScheme, Menu, useMantineColorScheme } from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { LANGUAGE_NAMES, LANGUAGES } from '../words/language.ts'
import { useLanguage, useWords } from '../words/use-words.tsx'
import styles from './frame.module.css'
import { PERSON_ROLES, type PersonRole, rememberRole } from './roles.ts'

const LOOKS = ['auto', 'light', 'dark'] as const satisfies readonly MantineColorScheme[]

export function SettingsMenu() {
  const { frame } = useWords()
  const { language, speak } = useLanguage()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const navigate = useNavigate()
  const { role } = useSearch({ strict: false }) as { readonly role?: PersonRole }
  const take = (next: PersonRole): void => {
    rememberRole(next)
    void navigate({ to: '.', search: (before: object) => ({ ...before, role: next }) })
  }
  return (
    <Menu position="bottom-end" width={280} closeOnItemClick={false} classNames={{ dropdown: styles.menu ?? '' }}>
      <Menu.Target>
        <button
          type="button"
          className={styles.tool}
          aria-label={role === undefined ? frame.settings : `${frame.roles[role]}. ${frame.settings}`}
        >
          <span className={styles.roleWord}>{role === undefined ? frame.role : frame.roles[role]}</span>
          <span aria-hidden="true" className={styles.languageWord}>
            {language.toUpperCase()}
          </span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{frame.role}</Menu.Label>
        <Menu.RadioGroup value={role ?? null} onChange={(value) => take(value as PersonRole)}>
          {PERSON_ROLES.map((each) => (
            <Menu.RadioItem key={each} value={each}>
              {frame.roles[each]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{frame.language}</Menu.Label>
        <Menu.RadioGroup value={language} onChange={(value) => speak(value as (typeof LANGUAGES)[number])}>
          {LANGUAGES.map((each) => (
            <Menu.RadioItem key={each} value={each} lang={each}>
              {LANGUAGE_NAMES[each]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Label>{frame.look}</Menu.Label>
        <Menu.RadioGroup value={colorScheme} onChange={(value) => setColorScheme(value as MantineColorScheme)}>
          {LOOKS.map((each) => (
            <Menu.RadioItem key={each} value={each}>
              {frame.looks[each]}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  )
}
