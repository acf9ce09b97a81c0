import { mapKeys, partition } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { InputProblem } from '../../../shared/form/problem';
import type { Verdict } from '../../../shared/node/operation';
import type { Session } from '../../../shared/node/session/session';
import { linkField } from '../../content/fields';
import type { FromFileJob, FromFileParams } from './form';

/**
 * Columns of a sheet, however they are spelled: “Primary Text”, “primary_text” and “primaryText” are the same. Of several texts,
 * “Headline 1” and “Headline 2”, an ad of a file has the first.
 */
const plain = (name: string): string =>
	name
		.toLowerCase()
		.replace(/[^a-z0-9]/g, '')
		.replace(/([a-z])1$/, '$1');

const fileColumns = ['file', 'filename', 'image', 'video', 'creative'];

/** A file's name without its ending, as sheets write it with or without. */
export const withoutEnding = (name: string): string => name.replace(/\.[a-z0-9]{2,5}$/i, '');

/** What a name in a sheet can end with where it is that of a file: “ad_1.91x1” and “sale_24.12” end with none. */
const MEDIA_ENDING =
	/\.(?:3gp|ai|avi|avif|bmp|gif|heic|heif|jfif|jpe?g|m4v|mkv|mov|mp4|mpe?g|png|psd|svg|tiff?|webm|webp|wmv)$/;

/** A name as it is compared: a Mac takes letters with accents apart. */
const keyOf = (name: string): string => name.trim().normalize('NFC').toLowerCase();

/** The same without the ending. */
const stemOf = (name: string): string => keyOf(name).replace(MEDIA_ENDING, '');

/** Whether two names in the sheet are of one file. */
const areSame = (one: string, other: string): boolean =>
	stemOf(one) === stemOf(other) &&
	(keyOf(one) === keyOf(other) || [one, other].some((name) => keyOf(name) === stemOf(name)));

const cell = (row: IDataObject, column: string): string | undefined => {
	const value = row[column];
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return text === '' ? undefined : text;
};

/** What a row of the sheet says of a file; what it leaves empty is the form's. */
function textsOf(row: IDataObject): Partial<FromFileParams> & { readonly description?: string } {
	const link = cell(row, 'link') ?? cell(row, 'url');
	const texts = {
		primaryText: cell(row, 'primarytext') ?? cell(row, 'text'),
		headline: cell(row, 'headline'),
		name: cell(row, 'adname'),
		description: cell(row, 'description'),
		link: link === undefined ? undefined : linkField.read(link, ['link']),
	};
	return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== undefined));
}

interface NamedRow {
	/** Of a file, as the sheet writes it. */
	readonly name: string;
	readonly job: FromFileJob;
	readonly row: IDataObject;
}

const onlyOf = <T>([one, ...others]: readonly T[]): T | undefined => (others.length === 0 ? one : undefined);

/** The sheet among the input: items without a file. */
export class Sheet {
	readonly files: readonly FromFileJob[];
	private readonly rows: readonly FromFileJob[];
	private readonly verdicts = new Map<FromFileJob, Verdict>();
	private readonly namedRows: NamedRow[] = [];

	constructor({ n8n }: Session, jobs: readonly FromFileJob[]) {
		const input = n8n.getInputData();
		const [files, rows] = partition(jobs, ({ index }) => Object.keys(input[index]?.binary ?? {}).length > 0);
		this.files = files;
		this.rows = rows;
		for (const job of rows)
			this.take(
				job,
				mapKeys(input[job.index]?.json ?? {}, (_value, name) => plain(name)),
			);
	}

	private take(job: FromFileJob, row: IDataObject): void {
		const name = fileColumns.map((column) => cell(row, column)).find((text) => text !== undefined);
		if (name === undefined) return this.refuse(job, 'a row names no file', 'Give the sheet a column File.');
		if (this.namedRows.some((other) => areSame(other.name, name)))
			return this.refuse(job, `two rows are for ${name}`, 'Remove one of them.');
		this.namedRows.push({ name, job, row });
		// Until a file asks for it.
		this.refuse(job, `the row for ${name} has no file`, 'Add the file to the folder, or remove the row.');
	}

	private refuse(job: FromFileJob, message: string, advice: string): void {
		const whole = `is Rows of a Sheet, and ${message}`;
		this.verdicts.set(job, { failure: new InputProblem(['options', 'textsFrom'], whole, advice) });
	}

	/** The row that names the file whole, without its ending, or, where that is one row, with another. */
	private rowOf(file: string): NamedRow | undefined {
		const [key, stem] = [keyOf(file), keyOf(withoutEnding(file))];
		const nameIs = (text: string) => this.namedRows.find(({ name }) => keyOf(name) === text);
		return nameIs(key) ?? nameIs(stem) ?? onlyOf(this.namedRows.filter(({ name }) => stemOf(name) === stem));
	}

	/** The form's values with the texts of the file's row. @throws InputProblem where it has none */
	paramsFor(params: FromFileParams, file: string): FromFileParams {
		const sheetRow = this.rowOf(file);
		if (sheetRow === undefined)
			throw new InputProblem(
				['options', 'textsFrom'],
				`is Rows of a Sheet, and the sheet has no row for ${file}`,
				'Add a row with the name of the file in a column File.',
			);
		this.verdicts.set(sheetRow.job, { rows: [], unsent: true });
		const { description, ...texts } = textsOf(sheetRow.row);
		const { additionalFields } = params;
		const own = description === undefined ? {} : { additionalFields: { ...additionalFields, description } };
		return { ...params, ...texts, ...own };
	}

	/** What a row came to; nothing for a file. */
	verdictOf = (job: FromFileJob): Verdict | undefined => this.verdicts.get(job);

	isRow = (job: FromFileJob): boolean => this.rows.includes(job);
}
