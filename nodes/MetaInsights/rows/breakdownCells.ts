import { asCell, type FlatRow } from './cells';
import { partColumn } from './columns/columnNames';

/** Asset breakdowns are objects; their parts get columns of their own. */
export function placeBreakdown(flat: FlatRow, field: string, value: unknown): void {
	if (typeof value !== 'object' || value === null) {
		flat[field] = asCell(value);
		return;
	}
	const parts = value as Readonly<Record<string, unknown>>;
	flat[field] = asCell(parts.name ?? parts.text ?? parts.asset_name ?? parts.website_url ?? parts.id ?? null);
	for (const [part, inner] of Object.entries(parts)) flat[partColumn(field, part)] = asCell(inner);
}
