import type { IDataObject } from 'n8n-workflow';

import { idOf, textCell } from '../../shared/reading/cells';
import type { GraphObject } from '../../shared/graph/object';
import { countOf } from '../../shared/reading/numbers';
import { entriesOf } from '../../shared/reading/json';

/** Every field of an image but its owner (Marketing API, Ad Image reference). */
export const imageFields = [
	'id',
	'account_id',
	'hash',
	'name',
	'width',
	'height',
	'original_width',
	'original_height',
	'status',
	'url',
	'url_128',
	'permalink_url',
	'creatives',
	'created_time',
	'updated_time',
];

const pixels = (value: unknown): number | null => countOf(value) || null;

export const creativesOf = ({ creatives }: GraphObject): string[] =>
	entriesOf(creatives).map((id) => idOf(id) ?? 'unknown');

/** What an upload answers; the address is temporary. */
export const uploadedRow = (image: GraphObject, account: string): IDataObject => ({
	imageHash: textCell(image.hash),
	name: textCell(image.name),
	width: pixels(image.width),
	height: pixels(image.height),
	url: textCell(image.url),
	accountId: account,
});

export const imageRow = (image: GraphObject, account: string): IDataObject => ({
	...uploadedRow(image, account),
	permalinkUrl: textCell(image.permalink_url),
	status: textCell(image.status),
	creativeIds: creativesOf(image).join(', '),
	createdTime: textCell(image.created_time),
	updatedTime: textCell(image.updated_time),
});
