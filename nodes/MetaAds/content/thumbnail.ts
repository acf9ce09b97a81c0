import { InputProblem } from '../../shared/form/problem';
import type { GraphObject } from '../../shared/graph/object';
import type { Session } from '../../shared/node/session/session';
import { readVideo } from '../video/kind';
import { preferredThumbnail, videoState } from '../video/videoState';
import { entryOf } from '../../shared/record';

const otherVideo = 'Leave it out, or upload the video again: Meta takes thumbnails from it.';

/** How to give a video a picture, by the field that names it. */
const pictures: Readonly<Record<string, string>> = {
	video: 'Add Thumbnail Image under Additional Fields: the hash of an image from Image → Upload.',
	cards: 'Choose an Image in the same card: it becomes the thumbnail.',
};

/**
 * The address of the thumbnail that Meta made of a video. Meta's own sample uses such an address in `image_url`
 * (Marketing API, Ad Video).
 *
 * @throws InputProblem at the field while the video is not ready, GraphFailure when it cannot be read
 */
export async function thumbnailOf(
	{ graph }: Session,
	video: string,
	account: string,
	field: readonly PropertyKey[],
): Promise<string> {
	const { body } = await graph.send(readVideo(video, account));
	const state = videoState(body as GraphObject);
	if (state.state === 'processing')
		throw new InputProblem(
			field,
			'is still being processed by Meta',
			'Wait some minutes, or give Video → Upload more time under Wait Up To.',
		);
	if (state.state === 'error')
		throw new InputProblem(field, 'could not be processed by Meta', `Upload another file. Meta says: ${state.reason}`);
	const address = preferredThumbnail(body as GraphObject);
	if (address !== null) return address;
	throw new InputProblem(field, 'has no thumbnail', entryOf(pictures, field[0]) ?? otherVideo);
}
