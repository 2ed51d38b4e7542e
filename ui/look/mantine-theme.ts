/** How the widgets wear the tokens: sizes, weights and colours come from the style sheets, so that light and dark are drawn once. */
import { Button, type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core'

const accent: MantineColorsTuple = [
  '#e9f2f7',
  '#d3e4ee',
  '#a9cadd',
  '#86bedd',
  '#5b9cbd',
  '#3d83a7',
  '#2d6f93',
  '#1f5878',
  '#184962',
  '#10374b',
]

/** What Mantine calls dark are the greys of its dark look, from ink to ground. */
const dark: MantineColorsTuple = [
  '#e5eaee',
  '#c3ccd4',
  '#a3aeb7',
  '#87939d',
  '#6f7c87',
  '#2f3840',
  '#20272d',
  '#1a2025',
  '#12161a',
  '#0c0f12',
]

export const mantineTheme = createTheme({
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 3 },
  autoContrast: true,
  luminanceThreshold: 0.4,
  colors: { accent, dark },
  fontFamily: 'var(--family)',
  fontSizes: {
    xs: 'var(--text-small)',
    sm: 'var(--text-body)',
    md: 'var(--text-body)',
    lg: 'var(--text-large)',
    xl: 'var(--text-sentence)',
  },
  spacing: { xs: '8px', sm: '8px', md: '16px', lg: '24px', xl: '32px' },
  defaultRadius: 'var(--round)',
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Button: Button.extend({
      defaultProps: { fw: 'var(--weight-plain)' },
      // The accent is light in the dark look, so that what stands on it comes from the tokens too.
      vars: (_, { variant = 'filled' }) => ({ root: variant === 'filled' ? { '--button-color': 'var(--on-accent)' } : {} }),
    }),
    Menu: { defaultProps: { shadow: 'none', transitionProps: { duration: 0 } } },
    Select: { defaultProps: { openOnFocus: false } },
    Popover: { defaultProps: { transitionProps: { duration: 0 } } },
    Tooltip: { defaultProps: { transitionProps: { duration: 0 }, multiline: true, maw: 320 } },
    Combobox: { defaultProps: { transitionProps: { duration: 0 } } },
  },
})

const toned = {
  '--mantine-color-body': 'var(--surface)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-soft)',
  '--mantine-color-placeholder': 'var(--ink-soft)',
  '--mantine-color-default': 'var(--surface)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-error': 'var(--late)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-primary-color-filled': 'var(--accent)',
  '--mantine-primary-color-contrast': 'var(--on-accent)',
}

export const mantineVariables: CSSVariablesResolver = () => ({
  variables: { '--mantine-line-height': '1.6' },
  light: toned,
  dark: toned,
})
