/** Who one is, which language, light or dark: changed at once and remembered on this machine. */
import {
  Button,
  type MantineColorScheme,
  Popover,
  Radio,
  SegmentedControl,
  Stack,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useSession, useSignOut } from '../live/use-session.ts'
import { LANGUAGE_NAMES, LANGUAGES, type Language } from '../words/language.ts'
import { useLanguage, useWords } from '../words/use-words.tsx'
import styles from './frame.module.css'
import { PERSON_ROLES, type PersonRole, rememberRole } from './roles.ts'

export function SettingsMenu() {
  const { frame } = useWords()
  const { language } = useLanguage()
  const { role } = useSearch({ strict: false }) as { readonly role?: PersonRole }
  return (
    <Popover position="bottom-end" width={320} shadow="none" withRoles={false} trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={styles.tool}>
          <span className={styles.roleWord}>{role === undefined ? frame.role : frame.roles[role]}</span>
          <span className={styles.languageWord}>{language.toUpperCase()}</span>
          <VisuallyHidden component="span">{frame.settings}</VisuallyHidden>
        </button>
      </Popover.Target>
      <Popover.Dropdown className={styles.settings} role="dialog" aria-label={frame.settings}>
        <RoleChoice role={role} />
        <LanguageChoice />
        <LookChoice />
        <Account />
      </Popover.Dropdown>
    </Popover>
  )
}

function RoleChoice({ role }: { readonly role: PersonRole | undefined }) {
  const { frame } = useWords()
  const navigate = useNavigate()
  const take = (next: PersonRole): void => {
    rememberRole(next)
    void navigate({ to: '.', search: (before: object) => ({ ...before, role: next }) })
  }
  return (
    <Radio.Group label={frame.role} value={role ?? null} onChange={(value) => take(value as PersonRole)}>
      <Stack gap={4}>
        {PERSON_ROLES.map((each) => (
          <Radio key={each} value={each} label={frame.roles[each]} />
        ))}
      </Stack>
    </Radio.Group>
  )
}

function LanguageChoice() {
  const { frame } = useWords()
  const { language, speak } = useLanguage()
  return (
    <Choice label={frame.language}>
      <SegmentedControl
        fullWidth
        aria-label={frame.language}
        value={language}
        onChange={(value) => speak(value as Language)}
        data={LANGUAGES.map((each) => ({ value: each, label: LANGUAGE_NAMES[each] }))}
      />
    </Choice>
  )
}

/** Who is signed in, where there are accounts. */
function Account() {
  const { frame } = useWords()
  const session = useSession().data
  const leave = useSignOut()
  if (session === undefined || session.local) return null
  return (
    <Choice label={frame.signedInAs(session.name)}>
      <Button variant="default" fullWidth onClick={() => void leave()}>
        {frame.signOut}
      </Button>
    </Choice>
  )
}

const LOOKS = ['auto', 'light', 'dark'] as const satisfies readonly MantineColorScheme[]

function LookChoice() {
  const { frame } = useWords()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Choice label={frame.look}>
      <SegmentedControl
        fullWidth
        aria-label={frame.look}
        value={colorScheme}
        onChange={(value) => setColorScheme(value as MantineColorScheme)}
        data={LOOKS.map((each) => ({ value: each, label: frame.looks[each] }))}
      />
    </Choice>
  )
}

function Choice({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div>
      <p className={styles.settingLabel}>{label}</p>
      {children}
    </div>
  )
}
