import type { IDataObject } from 'n8n-workflow';

import type { GraphObject } from '../../shared/graph/object';
import { MOST_ITEMS, withoutClosing, type Delivered, type Delivery } from './delivery';
import type { FlatRow } from './flatten';
import type { PartRows } from './reportPages';
import { writeRowFile, type FileKind } from './rowFile';
import { RowShape } from './rowShape';

/** Writes a report into a file as its pages come; `collected` are those that came before. */
export async function deliverFile(delivery: Delivery, collected: readonly PartRows[], kind: FileKind): Promise<Delivered> {
	const { form, asked, session, account, pages, tell } = delivery;
	if (collected.length > 0) tell(`The report has more than ${MOST_ITEMS.toLocaleString('en')} rows, too many for items: it comes as one ${kind.toUpperCase()} file, its rows in no certain order.`);
	const shape = form.simplify ? new RowShape(delivery, true) : null;
	const limit = form.options.limit ?? Infinity;
	let count = 0;
	async function* batches(): AsyncGenerator<FlatRow[], void, void> {
		const flat = async (raw: readonly GraphObject[]): Promise<FlatRow[]> => {
			const some = raw.slice(0, limit - count);
			count += some.length;
			if (shape === null) return some as unknown as FlatRow[];
			const rows = shape.rows(some);
			await shape.complete(rows);
			return rows;
		};
		for (const { rows } of collected) yield await flat(rows);
		for await (const { rows } of withoutClosing(pages)) {
			yield await flat(rows);
			if (count >= limit) return;
		}
	}
	const first = asked.periods[0].since;
	const last = asked.periods[asked.periods.length - 1].until;
	const data = await writeRowFile(session.n8n, batches(), kind, shape?.columns ?? [], `report-${account.id}-${first}-${last}`);
	const json: IDataObject = {
		file: data.fileName ?? null,
		format: kind,
		row_count: count,
		columns: shape === null ? null : [...shape.columns],
		account_id: account.id.replace(/^act_/, ''),
		account_currency: account.currency,
		account_timezone: account.timeZone,
		date_start: first,
		date_stop: last,
		report_complete: delivery.complete(),
	};
	return { rows: [{ json, binary: { data } }], count };
}
