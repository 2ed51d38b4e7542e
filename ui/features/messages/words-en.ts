/** English words about messages to this device. */

export const messagesEn = {
  title: 'On this device',
  asking: 'Being asked …',
  notKnown: 'Whether this server sends messages to browsers is not known now.',
  off: 'This server sends no messages to browsers. Whoever runs it can allow them: push.contact in its configuration.',
  states: {
    insecure:
      'Browsers show messages only of pages that come over HTTPS, or from this machine itself. Ask whoever runs this server for such an address.',
    unsupported: 'This browser can not show messages of pages. On a phone it may be able to once the page is on the home screen.',
    denied:
      'This browser does not allow it. Allow notifications for this page in its settings, beside the address, then press the button again.',
    unreachable:
      'The browser got no address for messages. The push service of its maker has to be reachable from here; try again, or ask who looks after the network.',
  },
  why: (role: string) => `What ${role} is told can be shown on this device, also while no page is open. No name is kept with it.`,
  tell: 'Tell me on this device',
  on: (role: string) => `What ${role} is told comes to this device.`,
  someRole: 'a role',
  instead: (role: string) => `Tell me what ${role} is told instead`,
  noMore: 'No more on this device',
  stopped: 'No more messages come to this device.',
}
export type MessagesWords = typeof messagesEn
