/**
 * Columns and types of rows, as the files in `__schema__` tell them to the editor before anything has run.
 */
export interface Schema {
	readonly type: string | readonly string[];
	/** Absent where what is inside is nobody's business, such as the plan of a report. */
	readonly properties?: Readonly<Record<string, Schema>>;
	readonly items?: Schema;
}

type Values = readonly unknown[];
type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'array' : typeof value;
}

/** What was known is kept: a sample without a value does not tell that there never is one. `integer` holds until a fraction is seen. */
function typesOf(known: Schema | undefined, values: Values): string | string[] {
	const before = [known?.type ?? []].flat();
	const isWhole =
		before.includes('integer') && values.every((value) => typeof value !== 'number' || Number.isInteger(value));
	const seen = values.map(typeOf).map((type) => (type === 'number' && isWhole ? 'integer' : type));
	const all = [...new Set([...before, ...seen])].filter((type) => type !== 'integer' || isWhole);
	const types = all.toSorted((one, other) => Number(one === 'null') - Number(other === 'null'));
	return types.length === 1 ? types[0] : types;
}

/** Names in the order of the rows; one that only some have stands before the one it precedes there. */
function namesOf(rows: readonly Fields[]): string[] {
	const names: string[] = [];
	for (const row of rows) {
		let place = names.length;
		for (const name of Object.keys(row).reverse()) {
			if (!names.includes(name)) names.splice(place, 0, name);
			place = names.indexOf(name);
		}
	}
	return names;
}

/** The schema of values: their columns, no others, and of each column what was known of its types and what the values add. */
export function schemaOf(values: Values, known?: Schema): Schema {
	const type = typesOf(known, values);
	const rows = values.filter(isFields);
	const items = values.filter((value) => Array.isArray(value)).flat();
	const isOpaque = known !== undefined && [known.type].flat().includes('object') && known.properties === undefined;
	const columns = namesOf(rows).map((name): [string, Schema] => {
		const cells = rows.filter((row) => name in row).map((row) => row[name]);
		return [name, schemaOf(cells, known?.properties?.[name])];
	});
	return {
		type,
		...(rows.length > 0 && !isOpaque
			? { properties: Object.fromEntries(columns) }
			: known?.properties && { properties: known.properties }),
		...(items.length > 0 ? { items: schemaOf(items, known?.items) } : known?.items && { items: known.items }),
	};
}

/** As the files are laid out. `version` is n8n's, of the file's own form. */
export const asText = ({ type, properties }: Schema): string =>
	`${JSON.stringify({ type, properties, version: 1 }, null, '\t')}\n`;

/** Columns of which nothing is known but that they may be empty. */
export const untold = ({ properties = {} }: Schema): string[] =>
	Object.entries(properties).flatMap(([name, { type }]) => (type === 'null' ? [name] : []));
