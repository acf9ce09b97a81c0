import { textCell } from '../../shared/reading/cells';
import type { GraphObject } from '../../shared/graph/object';
import { entriesOf, recordOf } from '../../shared/reading/json';

type VideoState = { readonly state: 'ready' | 'processing' } | { readonly state: 'error'; readonly reason: string };

/** Words of `video_status` for a video that will not get ready; only `ready` and `processing` are sure to be Meta's. */
const endedStates = new Set(['error', 'expired', 'upload_failed']);

/** What `status` says of a video (spec object VideoStatus). Without one, or with one that is not known, it is still in the works. */
export function videoState({ status }: GraphObject): VideoState {
	const { video_status: state, processing_phase: processing, uploading_phase: uploading } = recordOf(status);
	if (state === 'ready') return { state: 'ready' };
	if (!endedStates.has(String(state))) return { state: 'processing' };
	const errors = [processing, uploading].flatMap((phase) => entriesOf(recordOf(phase).errors));
	const reasons = errors.flatMap((error) => textCell(recordOf(error).message) ?? []);
	return { state: 'error', reason: reasons.join(' ') || 'no reason given' };
}

/** The thumbnail Meta prefers, else its first, else the small picture. */
export function preferredThumbnail({ thumbnails, picture }: GraphObject): string | null {
	const { data } = recordOf(thumbnails);
	const rows = entriesOf(data).map(recordOf);
	const thumbnail = rows.find(({ is_preferred: isPreferred }) => isPreferred === true) ?? rows[0];
	return textCell(thumbnail?.uri) ?? textCell(picture);
}
