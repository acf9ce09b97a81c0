/** Names of ad labels as Graph takes them on a new object; nothing where none are given. */
export const labelsSent = (names: readonly string[] = []): ReadonlyArray<{ readonly name: string }> | undefined =>
	names.length > 0 ? names.map((name) => ({ name })) : undefined;
