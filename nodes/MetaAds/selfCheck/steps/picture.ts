import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import type { Session } from '../../../shared/node/session/session';

/**
 * The picture that the check uploads: a white square, with words in it that say whose it is. It is always the same one.
 * So a picture left behind by a check that was cut off is the next check's own, and goes with it.
 */
const PICTURE =
	'iVBORw0KGgoAAAANSUhEUgAAAlgAAAJYAQAAAACWHaVxAAAAOHRFWHRDb21tZW50AFNlbGYtY2hlY2sgb2YgbjhuLW5vZGVzLW1ldGEtYWRzLCBzYWZlIHRvIGRlbGV0Zcp/BCoAAAC2SURBVHja7cwxDQAADAOg+jfdmliyBwSQ3onL5XK5XC6Xy+VyuVwul8vlcrlcLpfL5XK5XC6Xy+VyuVwul8vlcrlcLpfL5XK5XC6Xy+VyuVwul8vlcrlcLpfL5XK5XC6Xy+VyuVwul8vlcrlcLpfL5XK5XC6Xy+VyuVwul8vlcrlcLpfL5XK5XC6Xy+VyuVwul8vlcrlcLpfL5XK5XC7XwzWeoSJ6Y4eeoAAAAABJRU5ErkJggg==';

const pictureFile: IBinaryData = { data: '', mimeType: 'image/png', fileName: 'self-check.png' };

/** The session of an item whose file is the picture, whatever the person's own items hold. */
export function withPicture(session: Session): Session {
	const helpers = {
		...session.n8n.helpers,
		assertBinaryData: () => pictureFile,
		getBinaryDataBuffer: async () => await Promise.resolve(Buffer.from(PICTURE, 'base64')),
	};
	return { ...session, n8n: Object.create(session.n8n, { helpers: { value: helpers } }) as IExecuteFunctions };
}
