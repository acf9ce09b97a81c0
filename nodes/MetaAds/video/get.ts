import type { IDataObject } from 'n8n-workflow';

import { formOf } from '../../shared/form/form';
import type { GraphObject } from '../../shared/graph/object';
import { optionsField, simplifyField } from '../../shared/node/commonFields';
import { adAccountLocator } from '../../shared/node/locators';
import { defineOperation, eachItem } from '../../shared/node/operation';
import { asKindProblem } from '../../shared/adObject/target';
import { videoKind, videoLocator } from './locator';
import { readVideo } from './requests';
import { videoRow } from './videoRow';

export const get = defineOperation({
	value: 'get',
	name: 'Get',
	action: 'Get a video',
	description: 'Get one video: whether Meta has processed it, its thumbnail and its length',
	effect: 'read',
	form: formOf(adAccountLocator, videoLocator, simplifyField, optionsField()),
	perform: eachItem(async ({ graph }, { adAccount, video, simplify }) => {
		const [settled] = await graph.sendMany([readVideo(video, adAccount)]);
		if (settled.failure) throw asKindProblem(videoKind, settled.failure);
		const object = settled.answer.body as GraphObject;
		return [{ json: simplify ? videoRow(object, adAccount) : (object as IDataObject) }];
	}),
});
