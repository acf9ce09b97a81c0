import type { IDataObject } from 'n8n-workflow';

import { asKindProblem } from '../../shared/adObject/target';
import { formOf } from '../../shared/form/form';
import type { GraphObject } from '../../shared/graph/object';
import { readRows } from '../../shared/graph/pages';
import { fieldList } from '../../shared/graph/request';
import { optionsField, outputFields } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import { idOf, textCell } from '../../shared/reading/cells';
import { countOf } from '../../shared/reading/numbers';
import { videoKind, videoLocator } from './kind';

/** Spec object VideoThumbnail, without its name. */
export const thumbnailFields = ['id', 'uri', 'height', 'width', 'scale', 'is_preferred'];

/**
 * The pictures Meta took from a video. None before it is processed. A video tells no owner, so there is none to check.
 * Source: https://developers.facebook.com/docs/graph-api/reference/video/thumbnails/
 */
export const getVideoThumbnails = defineOperation({
	value: 'getThumbnails',
	name: 'Get Thumbnails',
	action: 'Get the thumbnails of a video',
	description: 'Get the pictures Meta offers for a video, with their addresses and sizes, to choose one from',
	effect: 'read',
	form: formOf(adAccountLocator, videoLocator, ...outputFields, optionsField()),
	perform: eachItem(async ({ graph }, { adAccount, video, simplify }) => {
		const params = { fields: fieldList(thumbnailFields) };
		const request = { method: 'GET', path: `${video}/thumbnails`, params, effect: 'read', account: adAccount } as const;
		const thumbnails = await readRows(graph, request, Infinity).catch(
			async (failure: Error) => await Promise.reject(asKindProblem(videoKind, failure)),
		);
		return thumbnails.map((thumbnail) => ({
			json: simplify ? thumbnailRow(thumbnail, video, adAccount) : (thumbnail as IDataObject),
		}));
	}),
});

const thumbnailRow = (thumbnail: GraphObject, video: string, account: string): IDataObject => ({
	thumbnailId: idOf(thumbnail.id),
	thumbnailUrl: textCell(thumbnail.uri),
	preferred: thumbnail.is_preferred === true,
	width: countOf(thumbnail.width),
	height: countOf(thumbnail.height),
	scale: countOf(thumbnail.scale),
	videoId: video,
	accountId: account,
});
