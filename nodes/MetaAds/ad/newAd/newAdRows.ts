import { compact } from 'lodash';
import type { IDataObject } from 'n8n-workflow';

import { textCell } from '../../../shared/reading/cells';
import type { Namesake } from '../../../shared/adObject/ifItExists/namesakes';
import { adUrl } from '../../../shared/adsManager';
import type { NewAd } from './newAd';

/** The same columns for every ad, made or found. */
const rowOf = (ad: NewAd, isCreated: boolean, of: IDataObject): IDataObject => ({
	id: null,
	name: ad.name,
	created: isCreated,
	status: null,
	...ad.madeOf(),
	creativeId: ad.creativeId ?? null,
	adSetId: ad.adSet,
	accountId: ad.adAccount,
	adsManagerUrl: null,
	note: null,
	...of,
});

const tagsRemark = ({ houseTags }: NewAd): string =>
	houseTags === undefined ? '' : `Its links get the URL Parameters of the credential: ${houseTags}.`;

/** An ad as Ad → Create tells it, with what it was made of. */
export const createdRow = (ad: NewAd, { id, status, adsManagerUrl, note }: IDataObject): IDataObject =>
	rowOf(ad, true, {
		...{ id, status: status ?? null, adsManagerUrl },
		note: compact([...ad.remarks, tagsRemark(ad), ad.creativeNote, textCell(note)]).join(' ') || null,
	});

export const existingRow = (ad: NewAd, { id, status }: Namesake, creativeId: string): IDataObject =>
	rowOf(ad, false, {
		id,
		status: textCell(status),
		creativeId: textCell(creativeId),
		adsManagerUrl: adUrl(ad.adAccount, id),
		note: 'The ad set has an ad of this name already. Nothing was uploaded or created.',
	});

export const checkedRow = (ad: NewAd): IDataObject => ({
	validated: true,
	...rowOf(ad, false, {
		note: [...ad.remarks, 'The ad can be made of this. Nothing was uploaded or created.'].join(' '),
	}),
});
