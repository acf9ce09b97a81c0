import type { IDataObject } from 'n8n-workflow';

import { asKindProblem } from '../../shared/adObject/target';
import { formOf } from '../../shared/form/form';
import type { GraphObject } from '../../shared/graph/object';
import { optionsField, outputFields } from '../../shared/node/commonFields';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import { readVideo, videoKind, videoLocator } from './kind';
import { videoRow } from './videoRow';

export const getVideo = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a video',
	description: 'Get one video: whether Meta has processed it, its thumbnail and its length',
	effect: 'read',
	form: formOf(adAccountLocator, videoLocator, ...outputFields, optionsField()),
	perform: eachItem(async ({ graph }, { adAccount, video, simplify }) => {
		const { answer, failure } = await graph.sendOne(readVideo(video, adAccount));
		if (failure) throw asKindProblem(videoKind, failure);
		const object = answer.body as GraphObject;
		return [{ json: simplify ? videoRow(object, adAccount) : (object as IDataObject) }];
	}),
});
