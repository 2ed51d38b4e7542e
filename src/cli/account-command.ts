/** `throughline account`: the owner that a server needs before it may be reached from other machines, and accounts for everybody else and for kiosks. */
import { makeAccount, makeOwner } from '../api/accounts/password.ts'
import { ROLES, type Role } from '../engine/ports.ts'
import { type Call, type Command, textOf } from './command.ts'
import { Refusal, wrongUse } from './outcome.ts'
import { withStore } from './site-access.ts'

const NAME = { name: 'name', value: 'name', doc: 'the name to sign in with' } as const
const PASSWORD = { name: 'password-stdin', doc: 'read the password from the standard input instead of asking for it' } as const

export const createOwnerCommand: Command = {
  name: 'account create-owner',
  summary: 'make the owner account, without which the server listens on this machine only',
  positionals: [],
  options: [NAME, PASSWORD],
  examples: [
    { line: 'account create-owner --name anna', does: 'asks for a password, which is not shown' },
    { line: 'account create-owner --name anna --password-stdin < password.txt', does: 'the same without a terminal' },
  ],
  run: async (call) => {
    const name = nameOf(call)
    const password = await passwordOf(call)
    return withStore(call, async (store) => {
      const made = await makeOwner(store.accounts, { name, password })
      if (!made.ok) throw new Refusal(2, [made.problem])
      const text = `The owner account ${made.value.name} is made. From now on everybody signs in; start with --address to be reached from other machines.`
      return { exitCode: 0, text, json: { account: { id: made.value.id, name: made.value.name, role: made.value.role } } }
    })
  },
}

export const createAccountCommand: Command = {
  name: 'account create',
  summary: 'make an account: for a planner, a lead, a screen at a work unit, somebody who only reads',
  positionals: [],
  options: [NAME, { name: 'role', value: 'role', doc: `what it may do: ${ROLES.join(', ')}` }, PASSWORD],
  examples: [
    { line: 'account create --name ben --role lead', does: 'asks for a password, which is not shown' },
    {
      line: 'account create --name weld-2 --role operator',
      does: 'an account for the screen at a work unit, shared by whoever works there',
    },
  ],
  run: async (call) => {
    const name = nameOf(call)
    const role = roleOf(call)
    const password = await passwordOf(call)
    return withStore(call, async (store) => {
      const made = await makeAccount(store.accounts, { name, role, password })
      if (!made.ok) throw new Refusal(2, [made.problem])
      const account = { id: made.value.id, name: made.value.name, role }
      return { exitCode: 0, text: `The account ${account.name} is made; its role is ${role}.`, json: { account } }
    })
  },
}

export const removeAccountCommand: Command = {
  name: 'account remove',
  summary: 'remove an account and end its sessions',
  positionals: [],
  options: [NAME],
  examples: [{ line: 'account remove --name ben', does: 'the account is gone at once, also on a server that runs' }],
  run: async (call) => {
    const name = nameOf(call)
    return withStore(call, async (store) => {
      const removed = await store.accounts.remove(name)
      if (!removed.ok) throw new Refusal(2, [removed.problem])
      return { exitCode: 0, text: `The account ${name} is gone, and its sessions with it.`, json: { removed: name } }
    })
  },
}

function nameOf({ values }: Call): string {
  const name = textOf(values, 'name')
  if (name !== undefined) return name
  throw wrongUse({ code: 'use-missing-option', message: 'The account needs a name.', next: 'Add --name <name>.' })
}

function roleOf({ values }: Call): Role {
  const role = ROLES.find((each) => each === textOf(values, 'role'))
  if (role !== undefined) return role
  throw wrongUse({
    code: 'use-missing-option',
    message: 'The account needs a role that there is.',
    next: `Add --role with one of ${ROLES.join(', ')}.`,
  })
}

function passwordOf({ values, terminal }: Call): Promise<string> {
  return values['password-stdin'] === true ? readPassword() : askPassword(terminal)
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
