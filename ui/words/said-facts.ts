/**
 * The facts of a sentence that the server tells by code, as they are read, by their names. Beside them `money` where `amount`, `scale` and
 * `currency` are told, `amountText` where `quantity` and `unit` are, and `kinds` where several kinds of actions are.
 */
export type SaidFacts = Readonly<Record<string, string>>
