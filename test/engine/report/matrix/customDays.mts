const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** A custom range of two weeks, over for a month: numbers no longer change, and it begins on any day of a week. */
export const customDays = { dateRange: 'custom', since: ago(43), until: ago(29) };
