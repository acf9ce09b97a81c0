/** Who is in a customer list. */

/** One person as sent: the value (a hash for most) by key. */
export type PersonRow = Readonly<Record<string, string>>;

/** Any one of these finds a person; the others only together (Meta: audiences/guides/custom-audiences, multi-key matching; how they are weighed is not public). */
const IDENTIFYING = ['EMAIL', 'PHONE', 'EXTERN_ID', 'MADID', 'UID', 'PAGEUID'];

/** Four of five people are matched: which ones follows from their identifier, so that the same list always gives the same number. An invention of the emulator. */
const MATCHED_OF_256 = 205;

/** Whom a list begins with, and how many they are without a look at each. */
export interface FirstPeople {
	readonly count: number;
	members(): Members;
}

export class Members {
	private stored = new Map<string, PersonRow>();
	/** Rows by identifier, e.g. `EMAIL:f1904…`. */
	private index = new Map<string, Set<string>>();
	private matchedRows = 0;

	/** @param first the people to begin with, copied when one is looked for: most tests never look at the seeded ones */
	constructor(private first?: FirstPeople) {}

	private get rows(): Map<string, PersonRow> {
		if (this.first) this.copy(this.first.members());
		return this.stored;
	}

	private copy({ stored, index, matchedRows }: Members): void {
		this.first = undefined;
		this.stored = new Map(stored);
		this.index = new Map(Array.from(index, ([identifier, names]) => [identifier, new Set(names)]));
		this.matchedRows = matchedRows;
	}

	/** Distinct rows. */
	get size(): number {
		return this.first?.count ?? this.stored.size;
	}

	/** Rows that belong to somebody at Meta. */
	get matched(): number {
		return this.first?.members().matchedRows ?? this.matchedRows;
	}

	all(): PersonRow[] {
		return [...this.rows.values()];
	}

	/** Whether anybody in the list has this value. */
	has(key: string, value: string): boolean {
		if (IDENTIFYING.includes(key) && this.rows.size > 0) return (this.index.get(`${key}:${value}`)?.size ?? 0) > 0;
		return this.all().some((row) => row[key] === value);
	}

	/** @returns whether the person is matched; the same row twice is one person */
	add(row: PersonRow): boolean {
		const { rows } = this;
		const name = nameOf(row);
		const identifiers = identifiersOf(row);
		const matches = isMatched(row, identifiers);
		if (rows.has(name)) return matches;
		rows.set(name, row);
		for (const identifier of identifiers) {
			const rowNumber = this.index.get(identifier);
			if (rowNumber) rowNumber.add(name);
			else this.index.set(identifier, new Set([name]));
		}
		if (matches) this.matchedRows += 1;
		return matches;
	}

	/** Takes out everybody who shares an identifier with the row; without one, the very row. UNCONFIRMED 40 beyond single keys. */
	remove(row: PersonRow): boolean {
		if (this.rows.size === 0) return isMatched(row);
		const identifiers = identifiersOf(row);
		const names =
			identifiers.length > 0 ? identifiers.flatMap((one) => [...(this.index.get(one) ?? [])]) : [nameOf(row)];
		for (const name of new Set(names)) this.drop(name);
		return isMatched(row);
	}

	clear(): void {
		this.copy(new Members());
	}

	private drop(name: string): void {
		const row = this.rows.get(name);
		if (row === undefined) return;
		this.rows.delete(name);
		for (const identifier of identifiersOf(row)) {
			const rowNumber = this.index.get(identifier);
			rowNumber?.delete(name);
			if (rowNumber?.size === 0) this.index.delete(identifier);
		}
		if (isMatched(row)) this.matchedRows -= 1;
	}
}

function identifiersOf(row: PersonRow): string[] {
	return IDENTIFYING.filter((key) => row[key] !== undefined).map((key) => `${key}:${row[key]}`);
}

function nameOf(row: PersonRow): string {
	return JSON.stringify(Object.entries(row).sort(([one], [other]) => (one < other ? -1 : 1)));
}

function isMatched(row: PersonRow, [identifier = nameOf(row)] = identifiersOf(row)): boolean {
	let sum = 0;
	for (const character of identifier) sum = (sum * 31 + character.charCodeAt(0)) % 65_521;
	return sum % 256 < MATCHED_OF_256;
}
