/** Whether a name that Meta shows is one that was given. `perhaps` can be, and can be a person's own: then the object decides. */
export type NameMatch = 'same' | 'perhaps' | 'other';

export type MatchName = (shownName: unknown, name: string) => NameMatch;

/** Names of most kinds come back as they were sent. */
export const matchExactly: MatchName = (shownName, name) => (shownName === name ? 'same' : 'other');
