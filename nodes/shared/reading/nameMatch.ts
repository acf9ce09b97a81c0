/** Whether a name that Meta shows is one that was given. `perhaps` can be, and can be a person's own: then the object decides. */
export type NameMatch = 'same' | 'perhaps' | 'other';

export type MatchName = (shownName: unknown, name: string) => NameMatch;

/** Macs write an accent of a file name as a character of its own, sheets and forms as one with its letter. */
export const composed = (name: string): string => name.normalize('NFC');

/** Names of most kinds come back as they were sent. */
export const matchExactly: MatchName = (shownName, name) =>
	typeof shownName === 'string' && composed(shownName) === composed(name) ? 'same' : 'other';
