import type { IDataObject } from 'n8n-workflow';

import { idOf, textCell } from '../../shared/reading/cells';
import type { GraphObject } from '../../shared/graph/object';
import { preferredThumbnail, videoState } from './videoState';
import { countOf } from '../../shared/reading/numbers';

/** A video as one flat row; `status` is `ready`, `processing` or `error`. */
export function videoRow(video: GraphObject, account: string): IDataObject {
	const state = videoState(video);
	return {
		videoId: idOf(video.id),
		title: textCell(video.title),
		status: state.state,
		problem: state.state === 'error' ? state.reason : null,
		thumbnailUrl: preferredThumbnail(video),
		length: countOf(video.length),
		description: textCell(video.description),
		createdTime: textCell(video.created_time),
		updatedTime: textCell(video.updated_time),
		accountId: account,
	};
}
