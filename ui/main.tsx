/** Where the page begins: look, words, plant and live data around the frame. */
import '@mantine/core/styles.css'
import './look/tokens.css'
import './look/ground.css'
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { makeRouter } from './frame/router.tsx'
import { AnnouncerProvider } from './live/announcer.tsx'
import { LiveProvider } from './live/live-provider.tsx'
import { PlantProvider } from './live/plant-provider.tsx'
import { mantineTheme, mantineVariables } from './look/mantine-theme.ts'
import { LanguageProvider } from './words/use-words.tsx'

const place = document.getElementById('page')
if (place === null) throw new Error('the document has no place for the page')

createRoot(place).render(
  <StrictMode>
    <MantineProvider
      theme={mantineTheme}
      cssVariablesResolver={mantineVariables}
      defaultColorScheme="auto"
      colorSchemeManager={localStorageColorSchemeManager({ key: 'throughline.look' })}
    >
      <LanguageProvider>
        <LiveProvider>
          <PlantProvider>
            <AnnouncerProvider>
              <RouterProvider router={makeRouter()} />
            </AnnouncerProvider>
          </PlantProvider>
        </LiveProvider>
      </LanguageProvider>
    </MantineProvider>
  </StrictMode>,
)
