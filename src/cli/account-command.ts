/** `throughline account create-owner`: the account that a server needs before it may be reached from other machines. */
import { makeOwner } from '../api/accounts/password.ts'
import { type Command, textOf } from './command.ts'
import { Refusal, wrongUse } from './outcome.ts'
import { withStore } from './site-access.ts'

export const createOwnerCommand: Command = {
  name: 'account create-owner',
  summary: 'make the owner account, without which the server listens on this machine only',
  positionals: [],
  options: [
    { name: 'name', value: 'name', doc: 'the name to sign in with' },
    { name: 'password-stdin', doc: 'read the password from the standard input instead of asking for it' },
  ],
  examples: [
    { line: 'account create-owner --name anna', does: 'asks for a password, which is not shown' },
    { line: 'account create-owner --name anna --password-stdin < password.txt', does: 'the same without a terminal' },
  ],
  run: async (call) => {
    const name = textOf(call.values, 'name')
    if (name === undefined) throw wrongUse({ code: 'use-missing-option', message: 'The account needs a name.', next: 'Add --name <name>.' })
    const password = await (call.values['password-stdin'] === true ? readPassword() : askPassword(call.terminal))
    return withStore(call, async (store) => {
      const made = await makeOwner(store.accounts, { name, password })
      if (!made.ok) throw new Refusal(2, [made.problem])
      const text = `The owner account ${made.value.name} is made. From now on everybody signs in; start with --address to be reached from other machines.`
      return { exitCode: 0, text, json: { account: { id: made.value.id, name: made.value.name, role: made.value.role } } }
    })
  },
}

async function readPassword(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
    .toString('utf8')
    .replace(/\r?\n$/, '')
}

/** Asked twice, because nobody sees what is typed. */
async function askPassword(terminal: {
  readonly interactive: boolean
  ask(question: string, hidden: boolean): Promise<string>
}): Promise<string> {
  if (!terminal.interactive) {
    throw wrongUse({ code: 'use-no-terminal', message: 'There is no terminal to ask for the password on.', next: 'Use --password-stdin.' })
  }
  const first = await terminal.ask('Password: ', true)
  if ((await terminal.ask('Again: ', true)) === first) return first
  throw wrongUse({ code: 'use-passwords-differ', message: 'The two passwords differ.', next: 'Give the command again.' })
}
