import Fastify from 'fastify';

type Cell = string | number | boolean | null;

export interface Spreadsheet {
	/** Of the host that stands in for sheets.googleapis.com. */
	url: string;
	/** For n8n's Google Sheets OAuth2 credential: as after a sign-in, so that nobody is asked. */
	credential: Record<string, unknown>;
	/** A sheet as a person sees it: one record a row, by the heading in row one. */
	rows: (sheet: string) => Array<Record<string, Cell>>;
	/** Puts these cells instead of all that a sheet holds. */
	fill: (sheet: string, cells: Cell[][]) => void;
	close: () => Promise<void>;
}

const column = (letters: string): number =>
	[...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;

/** Days since 1899-12-30, as Google stores dates. */
const serial = (date: string): number => Date.parse(date) / 86_400_000 + 25_569;

/**
 * What becomes of a value: `RAW` stays as it is, `USER_ENTERED` is read like something typed
 * (https://developers.google.com/workspace/sheets/api/reference/rest/v4/ValueInputOption): a formula shows its result,
 * digits are a number of fifteen places, a date is a number with a format.
 */
function entered(value: Cell, option: string | undefined): Cell {
	if (option === 'RAW' || typeof value !== 'string') return value;
	if (/^[=+]\D/.test(value)) return '#FORMULA!';
	if (/^\d{4}-\d\d-\d\d$/.test(value)) return serial(value);
	return /^[+-]?\d+(\.\d+)?$/.test(value) ? Number(Number(value).toPrecision(15)) : value;
}

interface Range {
	sheet: string;
	top: number;
	left: number;
	bottom: number;
	right: number;
}

/** A1 notation as n8n's node writes it: `Sheet`, `Sheet!A1:C3`, `Sheet!2:2`, `Sheet!B2:B`. */
function parseRange(text: string): Range {
	const [sheet = '', cells = ''] = text.split('!');
	const [from = '', to = from] = cells.split(':');
	const parts = (corner: string) => /^([A-Z]*)(\d*)$/.exec(corner)?.slice(1) ?? ['', ''];
	const [left, top] = parts(from);
	const [right, bottom] = parts(to);
	return {
		sheet: sheet.replaceAll("'", ''),
		top: top ? Number(top) - 1 : 0,
		left: left ? column(left) : 0,
		bottom: bottom ? Number(bottom) : Infinity,
		right: right ? column(right) + 1 : Infinity,
	};
}

/**
 * Stands in for Google Sheets, as far as n8n's node uses it: reads of sheet properties and values, writes of values,
 * appended rows. Any spreadsheet id is the same document. What it knows of the protocol is from
 * https://developers.google.com/workspace/sheets/api/reference/rest.
 */
export async function openSpreadsheet(sheets: string[]): Promise<Spreadsheet> {
	const grids = new Map<string, Cell[][]>(sheets.map((sheet) => [sheet, []]));
	const grid = (sheet: string) => {
		const found = grids.get(sheet);
		if (!found) throw Object.assign(new Error(`Unable to parse range: ${sheet}`), { statusCode: 400 });
		return found;
	};
	const read = (text: string): Cell[][] => {
		const { sheet, top, left, bottom, right } = parseRange(text);
		return grid(sheet)
			.slice(top, bottom)
			.map((row) => row.slice(left, right));
	};
	const write = (text: string, values: Cell[][], option: string | undefined) => {
		const { sheet, top, left } = parseRange(text);
		const cells = grid(sheet);
		for (const [down, row] of values.entries()) {
			while (cells.length <= top + down) cells.push([]);
			const target = cells[top + down] ?? [];
			for (const [across, value] of row.entries()) {
				while (target.length < left + across) target.push('');
				// Google leaves a cell alone that is sent as null.
				if (value !== null) target[left + across] = entered(value, option);
			}
		}
	};

	// A sheet of some thousand rows is written in one call.
	const server = Fastify({ bodyLimit: 16 * 1024 * 1024 });
	const properties = () =>
		[...grids].map(([title, cells], sheetId) => ({
			properties: {
				sheetId,
				title,
				index: sheetId,
				gridProperties: { rowCount: Math.max(1000, cells.length), columnCount: 100 },
			},
		}));
	server.get('/v4/spreadsheets/:id', () => ({ sheets: properties() }));
	server.get<{ Params: { range: string } }>('/v4/spreadsheets/:id/values/:range', ({ params: { range } }) => {
		const values = read(range);
		return values.length > 0 ? { range, majorDimension: 'ROWS', values } : { range, majorDimension: 'ROWS' };
	});
	server.put<{ Params: { range: string }; Querystring: { valueInputOption?: string }; Body: { values: Cell[][] } }>(
		'/v4/spreadsheets/:id/values/:range',
		({ params: { range }, query: { valueInputOption }, body: { values } }) => {
			write(range, values, valueInputOption);
			return { updatedRange: range, updatedRows: values.length };
		},
	);
	server.post<{
		Params: { '*': string };
		Querystring: { valueInputOption?: string };
		Body: { values?: Cell[][]; data?: Array<{ range: string; values: Cell[][] }>; valueInputOption?: string };
	}>('/v4/spreadsheets/*', ({ params, query, body }) => {
		const [, range, verb] = /^[^/:]+(?:\/values)?(?:\/(.*?))?:(\w+)$/.exec(decodeURIComponent(params['*'])) ?? [];
		if (verb === 'append' && range && body.values) {
			const { sheet } = parseRange(range);
			write(`${sheet}!A${grid(sheet).length + 1}`, body.values, query.valueInputOption);
		}
		for (const { range: part, values } of body.data ?? []) write(part, values, body.valueInputOption);
		return {};
	});
	const url = await server.listen({ port: 0, host: '127.0.0.1' });
	return {
		url,
		credential: {
			clientId: 'stand-in',
			clientSecret: 'stand-in',
			oauthTokenData: { access_token: 'stand-in', token_type: 'Bearer', expires_in: 3600 },
		},
		rows: (sheet) => {
			const [heads = [], ...rows] = grid(sheet);
			return rows.map((row) => Object.fromEntries(heads.map((head, index) => [String(head), row[index] ?? ''])));
		},
		fill: (sheet, cells) => {
			grid(sheet).splice(0, Infinity, ...cells);
		},
		close: async () => await server.close(),
	};
}
