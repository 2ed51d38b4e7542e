/** The facts of a sentence that the server tells by code, as they are read, by their names; `money` where `amount`, `scale` and `currency` are told. */
export type SaidFacts = Readonly<Record<string, string>>
