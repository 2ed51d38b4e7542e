/** Lets this screen open without a connection: a worker of the browser keeps the page and the last answers. */

/** Browsers allow it on this machine itself and over HTTPS; elsewhere the page works as long as it stays open. */
export function keepForOffline(): void {
  if ('serviceWorker' in navigator) void navigator.serviceWorker.register('/offline-worker.js', { scope: '/kiosk' }).catch(() => undefined)
}
