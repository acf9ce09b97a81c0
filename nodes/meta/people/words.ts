/** The words of a table that is written as text, however it is laid out. */
export const wordsIn = (text: string): string[] => text.trim().split(/\s+/);
