import { textCell } from '../../shared/reading/cells';
import { asKindProblem } from '../../shared/adObject/target';
import { rewordField } from '../../shared/form/field';
import { formOf } from '../../shared/form/form';
import type { GraphChange } from '../../shared/graph/writes/change';
import { together } from '../../shared/node/bulk';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { defineOperation } from '../../shared/node/operation';
import { adAccountLocator } from '../../shared/node/pickers/locators';
import { deleteFromLibrary, type Deletion } from '../library/libraryDeletion';
import { readVideo, videoKind, videoLocator } from './kind';

interface VideoDeletion extends Deletion {
	readonly video: string;
}

/** Deleted through the ad account: a video tells no owner, and Meta refuses one of another account there. */
const toChange = ({ account, video }: VideoDeletion): GraphChange => ({
	id: video,
	read: readVideo(video, account),
	goneIsDone: true,
	plan: () => ({
		write: { method: 'DELETE', path: `${account}/advideos`, params: { video_id: video }, effect: 'set', account },
		unproven: () => ['Video'], // A read that finds it still there proves nothing; one that finds nothing is the proof.
	}),
});

export const deleteVideo = defineOperation({
	value: 'delete',
	name: 'Delete',
	action: 'Delete a video',
	description: 'Delete a video from the media library',
	effect: 'write',
	form: formOf(
		adAccountLocator,
		videoLocator,
		// Meta has no check without effect for deletes: the video is only looked up then.
		optionsField(
			rewordField(validateOnlyOption, { description: 'Whether to only look the video up, without deleting it' }),
		),
	),
	perform: together(
		async (session, { adAccount, video, options }): Promise<VideoDeletion> => ({
			account: adAccount,
			video,
			validateOnly: options.validateOnly || session.dryRun,
		}),
		deleteFromLibrary<VideoDeletion>({
			noun: 'video',
			toChange,
			columns: ({ video }, { title }) => ({ videoId: video, title: textCell(title) ?? '' }),
			asProblem: (failure) => asKindProblem(videoKind, failure),
		}),
	),
});
