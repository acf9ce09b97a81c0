import { reworded } from '../../shared/form/field';
import { formOf } from '../../shared/form/form';
import type { Change } from '../../shared/graph/change';
import { together } from '../../shared/node/bulk';
import { optionsField, validateOnlyOption } from '../../shared/node/commonFields';
import { adAccountLocator } from '../../shared/node/locators';
import { defineOperation, type Verdict } from '../../shared/node/operation';
import { carryOut } from '../../shared/adObject/changes';
import { asKindProblem } from '../../shared/adObject/target';
import { videoKind, videoLocator } from './locator';
import { readVideo } from './requests';

interface Deletion {
	readonly account: string;
	readonly video: string;
	readonly validateOnly: boolean;
}

/** Deleted through the ad account: a video tells no owner, and Meta refuses one of another account there. */
const toChange = ({ account, video }: Deletion): Change => ({
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
		optionsField(reworded(validateOnlyOption, { description: 'Whether to only look the video up, without deleting it' })),
	),
	perform: together(
		async (session, { adAccount, video, options }): Promise<Deletion> => ({ account: adAccount, video, validateOnly: options.validateOnly || session.dryRun }),
		async (session, deletions) => {
			const ended = await carryOut(session, deletions.map((deletion) => ({ change: toChange(deletion), validateOnly: deletion.validateOnly })));
			return ended.map((end, index): Verdict => {
				if (end.failure) return { failure: asKindProblem(videoKind, end.failure) };
				const { account, video, validateOnly } = deletions[index];
				const row = { videoId: video, title: String(end.before.title ?? ''), deleted: !validateOnly, changed: end.changed, accountId: account };
				return { rows: [{ json: validateOnly ? { ...row, validated: true, note: 'The video exists and would be deleted. Nothing was changed.' } : row }] };
			});
		},
	),
});
